import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { OubliError } from '../../src/domain/errors.ts';
import { freePort } from './free-port.ts';
import { lastWords } from './run-command.ts';
import { spawnWatched, type WatchedProcess } from './watch-parent.ts';

/** Where and as what a server runs. */
export interface ServerPlace {
  readonly binary: string;
  readonly dataFolder: string;
  /** A free one, if none is given. */
  readonly port?: number;
  /** The folder is removed when the server ends, however it ends. */
  readonly isTemporary?: boolean;
}

/** How a server program is called. */
export interface ServerProgram {
  readonly name: string;
  /** What it logs when it takes commands. A connection would prove less: another program may have the port. */
  readonly readyWords: string;
  args(port: number): readonly string[];
}

/** A server that takes commands. */
export interface StartedServer {
  readonly port: number;
  readonly pid: number;
  /** Ends it cleanly; one in a temporary folder, which has nothing to save, at once. */
  stop(): Promise<void>;
  /** Ends it with SIGKILL, as a power cut would. A folder that is not temporary stays, to be started on again. */
  kill(): Promise<void>;
}

/** After a crash the journal is read first. */
const startTimeoutMs = 60_000;
const portTries = 3;

/**
 * Starts a server on 127.0.0.1 and waits until it takes commands. When somebody else took the free port in between, the
 * next one is tried.
 * @throws OubliError `service_not_started` with the server's last words.
 */
export async function startServer(place: ServerPlace, program: ServerProgram): Promise<StartedServer> {
  await mkdir(place.dataFolder, { recursive: true, mode: 0o700 });
  const logFile = join(place.dataFolder, `${program.name}.log`);
  const temporary = place.isTemporary === true ? { temporaryFolder: place.dataFolder } : {};
  for (let tries = 1; ; tries += 1) {
    const port = place.port ?? (await freePort());
    const server = await spawnWatched({ command: [place.binary, ...program.args(port)], logFile, ...temporary });
    if (await isReady(server, logFile, program.readyWords)) {
      const kill = (): Promise<void> => server.end('SIGKILL');
      return { port, pid: server.pid, kill, stop: place.isTemporary === true ? kill : () => server.end('SIGTERM') };
    }
    const complaint = server.hasEnded()
      ? await server.ended
      : `It was not ready in ${String(startTimeoutMs / 1000)} s.`;
    await server.end('SIGKILL');
    const isPortTaken = place.port === undefined && /address already in use/i.test(complaint);
    if (!isPortTaken || tries === portTries) {
      throw new OubliError('service_not_started', `${program.name} did not start: ${reasonIn(complaint)}`);
    }
    await mkdir(place.dataFolder, { recursive: true, mode: 0o700 });
  }
}

async function isReady(server: WatchedProcess, logFile: string, words: string): Promise<boolean> {
  const deadline = Date.now() + startTimeoutMs;
  while (!server.hasEnded() && Date.now() < deadline) {
    const log = await readFile(logFile, 'utf8').catch(() => '');
    if (log.includes(words)) return !server.hasEnded();
    await pause(10);
  }
  return false;
}

/** mongod logs JSON: the error it carries is what a person can use. */
function reasonIn(complaint: string): string {
  const [, quoted] = /"(?:error|errmsg)":"((?:[^"\\]|\\.)*)"/.exec(complaint) ?? [];
  return quoted ?? lastWords(complaint) ?? 'it said nothing.';
}
