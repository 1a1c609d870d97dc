import { type BinaryToTextEncoding, createHmac, hash } from 'node:crypto';

const blockBytes = 64;
const digestBytes = 32;
/** What is longer goes to {@link createHmac}, whose own cost no longer counts there. */
const longestShortBytes = 8 * 1024;

const inner = Buffer.alloc(blockBytes + longestShortBytes);
const outer = Buffer.alloc(blockBytes + digestBytes);

/**
 * HMAC-SHA256 (RFC 2104) for the way in, which needs five of them a webhook. Made of one-shot hashes, since the object that
 * `createHmac` makes costs more than its hashing, once more when it is collected: a tenth of the door's CPU time at 32
 * connections (scripts/bench, `ingest`). The same bytes as `createHmac` for every key and message.
 */
export function hmacSha256(key: Uint8Array, message: Uint8Array | string, encoding: BinaryToTextEncoding): string {
  // A character takes three bytes of UTF-8 at most.
  const mostBytes = typeof message === 'string' ? message.length * 3 : message.length;
  if (mostBytes > longestShortBytes || key.length > blockBytes) {
    return createHmac('sha256', key).update(message).digest(encoding);
  }
  for (let index = 0; index < blockBytes; index += 1) {
    const byte = key[index] ?? 0;
    inner[index] = byte ^ 0x36;
    outer[index] = byte ^ 0x5c;
  }
  const end = blockBytes + put(message);
  outer.write(hash('sha256', inner.subarray(0, end), 'binary'), blockBytes, 'latin1');
  const digest = hash('sha256', outer, encoding);
  // Neither key nor message outlives the call in these two.
  inner.fill(0, 0, end);
  outer.fill(0);
  return digest;
}

/** Puts the message behind the first block; says how many bytes it takes. */
function put(message: Uint8Array | string): number {
  if (typeof message === 'string') return inner.write(message, blockBytes, 'utf8');
  inner.set(message, blockBytes);
  return message.length;
}
