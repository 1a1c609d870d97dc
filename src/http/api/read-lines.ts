/** A line of a stream; `text` is `null` when it is too long or no UTF-8. */
export interface Line {
  /** From 1, empty lines counted. */
  readonly row: number;
  readonly text: string | null;
}

/** Bytes of one line. More is one bad line, not the end of the stream. */
const maxLineBytes = 64 * 1024;
const newline = 0x0a;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads lines one by one, holding one chunk and one line in memory, however long the stream or a line is. */
export async function* readLines(stream: AsyncIterable<unknown>): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let bytes = 0;
  let row = 1;
  const take = (): Line => {
    const text = bytes > maxLineBytes ? null : decode(Buffer.concat(parts));
    parts = [];
    bytes = 0;
    return { row: row++, text };
  };
  for await (const chunk of stream) {
    let rest = chunk as Buffer;
    for (let end = rest.indexOf(newline); end !== -1; end = rest.indexOf(newline)) {
      bytes += end;
      if (bytes <= maxLineBytes) parts.push(rest.subarray(0, end));
      rest = rest.subarray(end + 1);
      yield take();
    }
    bytes += rest.length;
    if (bytes <= maxLineBytes) parts.push(rest);
    else parts = [];
  }
  if (bytes > 0) yield take();
}

function decode(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}
