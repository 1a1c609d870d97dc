import { randomBytes } from 'node:crypto';

/** Stands before a phone number, and before a BSUID, in a real wamid (cloud-api.md 14). */
const tags = { phone: 0x02, bsuid: 0x14 } as const;
const directions = { out: 0x11, in: 0x12 } as const;

/**
 * A fresh message id in the form of real ones: base64 of a little frame that holds the *person's number* (or BSUID), a tag,
 * the direction and a random id. So it names the person, as Meta's do: whoever keeps one keeps personal data.
 */
export function makeWamid(
  person: { readonly phone: string } | { readonly bsuid: string },
  direction: 'in' | 'out',
): string {
  const kind = 'phone' in person ? 'phone' : 'bsuid';
  const name = Buffer.from('phone' in person ? person.phone : person.bsuid, 'latin1');
  const id = Buffer.from(direction === 'out' ? hex(9) : `3A${hex(9)}`, 'latin1');
  const frame = Buffer.concat([
    Buffer.from([0x1c, 0x18, ...varint(name.length)]),
    name,
    Buffer.from([0x15, tags[kind], 0x00, directions[direction], 0x18, id.length]),
    id,
    Buffer.from([0x00]),
  ]);
  return `wamid.${frame.toString('base64')}`;
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex').toUpperCase();
}

function varint(length: number): readonly number[] {
  return length < 0x80 ? [length] : [(length & 0x7f) | 0x80, length >> 7];
}
