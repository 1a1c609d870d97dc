export interface Part {
  readonly bytes: Buffer;
  /** `null` for a plain field. */
  readonly mimeType: string | null;
}

/** The parts of a `multipart/form-data` body by name; `null` when it is none. */
export function readMultipart(contentType: string, body: Buffer): ReadonlyMap<string, Part> | null {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) return null;
  const parts = new Map<string, Part>();
  const mark = Buffer.from(`--${boundary}`);
  for (let start = body.indexOf(mark); start !== -1;) {
    const next = body.indexOf(mark, start + mark.length);
    if (next === -1) break;
    // A part stands between CRLF after its mark and CRLF before the next one.
    const part = body.subarray(start + mark.length + 2, next - 2);
    const headersEnd = part.indexOf('\r\n\r\n');
    const headers = part.subarray(0, headersEnd).toString('utf8');
    const name = /name="([^"]*)"/.exec(headers)?.[1];
    const mimeType = /content-type: *([^\r\n]+)/i.exec(headers)?.[1] ?? null;
    if (name !== undefined) parts.set(name, { bytes: part.subarray(headersEnd + 4), mimeType });
    start = next;
  }
  return parts;
}
