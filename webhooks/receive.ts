import { type IncomingMessage } from 'node:http';

/** The largest webhook that Meta sends: 3 MB (cloud-api.md 1.4; pitfall 34). */
const maxBodyBytes = 3 * 1024 * 1024;

/** How far a body that is too large is read before the connection is dropped, so that most senders see the 413. */
const maxDrainBytes = 16 * 1024 * 1024;

export type Received =
  | { readonly kind: 'body'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  /** The sender went away in the middle: nobody is left to answer. */
  | { readonly kind: 'gone' }
  /** A middleware in front of us read the body, so the bytes that were signed are lost. */
  | { readonly kind: 'consumed' };

/**
 * Reads a request's body by hand: the raw bytes as they came, never decoded or inflated, since those are what Meta signs
 * (pitfall 1). Faster than `express.raw`, which this route must therefore not stand behind. Never throws. How long it
 * may take to come in is the server's to say (src/http/listen.ts).
 */
export function receiveBody(request: IncomingMessage, limitBytes = maxBodyBytes): Promise<Received> {
  const parsed = (request as { readonly body?: unknown }).body;
  if (Buffer.isBuffer(parsed)) return Promise.resolve({ kind: 'body', bytes: parsed });
  if (request.readableEnded || (request.complete && request.readableLength === 0 && parsed !== undefined)) {
    return Promise.resolve({ kind: 'consumed' });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limitBytes) {
        chunks.push(chunk);
      } else {
        chunks.length = 0;
        if (length > maxDrainBytes) {
          request.pause();
          resolve({ kind: 'too-large' });
        }
      }
    });
    request.on('end', () => {
      if (length > limitBytes) resolve({ kind: 'too-large' });
      else
        resolve({ kind: 'body', bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length) });
    });
    request.on('error', () => resolve({ kind: 'gone' }));
    request.on('close', () => resolve({ kind: 'gone' }));
  });
}
