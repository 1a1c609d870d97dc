import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

import { answerEdge, edgeOf, type EdgeParts } from './edges.ts';
import { errorBody, GraphFault } from './errors.ts';
import { type Call, checkVersion, readCall, tokenOf, type VersionRange } from './request.ts';
import { type Misbehaviour, type ScriptReader } from './script.ts';
import { type Fate } from './send.ts';

/** A call and what it was answered: for assertions. `null` status: not answered at all. */
export interface SeenCall {
  readonly method: string;
  /** With the query, as it came. */
  readonly path: string;
  readonly headers: Call['headers'];
  readonly body: string;
  status: number | null;
  /** Meta's error code, if it was an error. */
  code: number | null;
}

export interface GraphServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface ServerParts extends EdgeParts {
  readonly versions: VersionRange;
  readonly script: ScriptReader;
  readonly calls: SeenCall[];
}

/** The HTTP side: reads a call, misbehaves when told to, else answers as Meta would. */
export async function startServer(parts: ServerParts, port: number): Promise<GraphServer> {
  const server = createServer((message, response) => {
    void readCall(message)
      .then(async (call) => {
        const seen = note(parts, call, message.url ?? '/');
        await answer(parts, call, response, seen);
      })
      .catch(() => response.destroy());
  });
  // Longer than a client keeps its idle connections: closing one just as it is used again would look like a lost answer.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${bound}`, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function note({ calls }: ServerParts, { method, headers, body }: Call, path: string): SeenCall {
  const seen: SeenCall = { method, path, headers, body: body.toString('utf8'), status: null, code: null };
  calls.push(seen);
  return seen;
}

async function answer(parts: ServerParts, call: Call, response: ServerResponse, seen: SeenCall): Promise<void> {
  if (call.segments[0] === 'whatsapp_business') {
    answerDownload(parts, call, response, seen);
    return;
  }
  const planned = parts.script.take(edgeOf(call), addresseesOf(call));
  try {
    if (planned !== null && misbehave(planned, response, seen)) return;
    checkVersion(call, parts.versions);
    const json = await answerEdge(parts, call, fateOf(planned));
    if (planned !== null && 'how' in planned && planned.how === 'deliver-and-timeout') return;
    reply(response, seen, 200, JSON.stringify(json));
  } catch (error) {
    const fault =
      error instanceof GraphFault ? error : new GraphFault(1, `The loopback server failed: ${String(error)}`);
    seen.code = fault.code;
    reply(response, seen, fault.httpStatus, JSON.stringify(errorBody(fault)));
  }
}

/** @returns whether the call is over. */
function misbehave(planned: Misbehaviour, response: ServerResponse, seen: SeenCall): boolean {
  if (!('how' in planned)) {
    const { retryAfterSeconds } = planned;
    if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
    if ('code' in planned) {
      const { code, httpStatus } = planned;
      throw new GraphFault(code, 'Failed as scripted.', httpStatus === undefined ? {} : { httpStatus });
    }
    const code = codeOfStatus[planned.httpStatus];
    if (code !== undefined) throw new GraphFault(code, 'Failed as scripted.', { httpStatus: planned.httpStatus });
    reply(response, seen, planned.httpStatus, '<html><body>Sorry, something went wrong.</body></html>', 'text/html');
    return true;
  }
  switch (planned.how) {
    case 'timeout':
      return true;
    case 'drop':
      response.destroy();
      return true;
    case 'redirect':
      response.setHeader('Location', planned.location);
      reply(response, seen, 302, '');
      return true;
    case 'answer':
      reply(response, seen, 200, planned.body);
      return true;
    case 'deliver-and-timeout':
    case 'accept-and-lose':
    case 'accept-and-fail-later':
      return false;
  }
}

const codeOfStatus: Readonly<Record<number, number>> = { 429: 4, 500: 131000, 503: 2 };

function fateOf(planned: Misbehaviour | null): Fate {
  if (planned === null || !('how' in planned)) return 'deliver';
  if (planned.how === 'accept-and-fail-later') return { failLater: planned.code };
  return planned.how === 'accept-and-lose' ? 'lose' : 'deliver';
}

function reply(
  response: ServerResponse,
  seen: SeenCall,
  status: number,
  body: string,
  type = 'application/json',
): void {
  seen.status = status;
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'facebook-api-version': 'v26.0',
  });
  response.end(body);
}

/** Whom a send is for, as written: what a scripted failure may single out. */
function addresseesOf({ body }: Call): readonly string[] {
  const text = body.toString('utf8');
  return [...text.matchAll(/"(?:to|recipient)":"\+?([^"]+)"/g)].map(([, name = '']) => name);
}

/** The bytes of a file, by a URL that lives five minutes; also here the token is asked for. */
function answerDownload({ media, world }: ServerParts, call: Call, response: ServerResponse, seen: SeenCall): void {
  const file = media.open(call.query.get('mid') ?? '');
  let token = '';
  try {
    token = tokenOf(call);
  } catch {
    // Without a token, as with a wrong one: 401.
  }
  if (![...world.numbers.values()].some((number) => number.token === token)) {
    reply(response, seen, 401, '');
  } else if (file === null) {
    reply(response, seen, 404, '');
  } else {
    seen.status = 200;
    response.writeHead(200, { 'Content-Type': file.mimeType, 'Content-Length': file.bytes.length });
    response.end(file.bytes);
  }
}
