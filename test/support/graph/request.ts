import { type IncomingMessage } from 'node:http';

import { GraphFault, missingObject } from './errors.ts';
import { type NumberState, type World } from './world.ts';

/** A call as it came, before anything is believed. */
export interface Call {
  readonly method: string;
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export async function readCall(message: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const url = new URL(message.url ?? '/', 'http://graph.invalid');
  return {
    method: message.method ?? 'GET',
    segments: url.pathname
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent),
    query: url.searchParams,
    headers: message.headers,
    body: Buffer.concat(chunks),
  };
}

/** Major versions that answer. Meta, November 2026: v21.0 to v26.0. */
export interface VersionRange {
  readonly oldest: number;
  readonly newest: number;
}

/** Meta forwards an expired version silently to the oldest live one; this server refuses it, so that it is seen in a test. */
export function checkVersion({ segments }: Call, { oldest, newest }: VersionRange): void {
  const major = Number(/^v(\d+)\.0$/.exec(segments[0] ?? '')?.[1] ?? NaN);
  if (Number.isNaN(major) || major > newest) throw new GraphFault(2500, 'Unknown path components');
  if (major < oldest) {
    throw new GraphFault(
      2635,
      `You are calling a deprecated version of the Graph API. Please update to v${oldest}.0 or later.`,
    );
  }
}

export function tokenOf({ headers }: Call): string {
  const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) throw new GraphFault(104, 'An access token is required to request this resource.');
  return token;
}

/** What a token may touch: its number, and the WABA of that number. */
export function objectFor(world: World, token: string, id: string): NumberState | { readonly wabaId: string } {
  const own = [...world.numbers.values()].filter((number) => number.token === token);
  if (own.length === 0) {
    throw new GraphFault(190, 'Invalid OAuth access token - Cannot parse access token');
  }
  const number = own.find(({ phoneNumberId }) => phoneNumberId === id);
  if (number !== undefined) return number;
  if (own.some(({ wabaId }) => wabaId === id)) return { wabaId: id };
  throw missingObject();
}

/** The JSON of a body. An absent body is `undefined`. */
export function jsonOf({ headers, body }: Call): unknown {
  if (body.length === 0) return undefined;
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) {
    throw new GraphFault(100, 'The body must be sent as application/json.');
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    throw new GraphFault(100, 'Invalid JSON in request body');
  }
}
