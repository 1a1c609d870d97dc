/** By what names a payload knows somebody. */
export interface Names {
  readonly phone: string;
  readonly bsuid: string;
  readonly name: string;
}

/**
 * Makes a recorded payload somebody else's: number, BSUID, profile name, and the number inside every wamid, which is base64 of
 * a length byte and the digits.
 */
export function retarget(payload: string, from: Names, to: Names): string {
  return payload
    .replaceAll(
      /wamid\.([A-Za-z0-9+/=]+)/g,
      (_whole, encoded: string) => `wamid.${withNumber(encoded, from.phone, to.phone)}`,
    )
    .replaceAll(from.phone, to.phone)
    .replaceAll(from.bsuid, to.bsuid)
    .replaceAll(from.name, to.name);
}

function withNumber(encoded: string, from: string, to: string): string {
  const bytes = Buffer.from(encoded, 'base64');
  const at = bytes.indexOf(from, 0, 'latin1');
  if (at < 1) return encoded;
  const number = Buffer.concat([Buffer.from([to.length]), Buffer.from(to, 'latin1')]);
  return Buffer.concat([bytes.subarray(0, at - 1), number, bytes.subarray(at + from.length)]).toString('base64');
}
