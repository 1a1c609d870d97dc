import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Socket } from 'node:net';

import { OubliError } from '../../src/domain/errors.ts';

/**
 * Starts a server and outlives its starter by just long enough to end it. It reads a pipe that only the starter holds:
 * when the starter is gone, however it went (kill -9 too), the pipe ends, and so does the server. A shell, not a second
 * Node: it starts at once and takes 1 MB. What runs in a temporary folder has nothing to save and is killed, the folder
 * goes last; else SIGKILL follows after ten seconds. The log is that of one run, so that it does not grow for ever.
 */
const watcher = `
log=$1 folder=$2; shift 2
exec 3<&0 </dev/null
: >"$log"
"$@" 3<&- >>"$log" 2>&1 &
server=$!
echo "$server"
exec >/dev/null
trap '' PIPE
(
  while read -r _ <&3; do :; done
  [ -z "$folder" ] || kill -KILL "$server"
  kill -TERM "$server"
  tries=10
  while [ "$tries" -gt 0 ] && kill -0 "$server"; do sleep 1; tries=$((tries - 1)); done
  kill -KILL "$server"
) 2>/dev/null &
watch=$!
wait "$server"; code=$?
kill "$watch"
[ "$code" -eq 0 ] || tail -n 30 "$log" >&2
[ -z "$folder" ] || rm -rf -- "$folder"
exit "$code"`;

const stopTimeoutMs = 20_000;

/** A server that ends with this process at the latest. */
export interface WatchedProcess {
  readonly pid: number;
  /** Resolves when it is gone, and its temporary folder with it. Gives its last words when it failed. */
  readonly ended: Promise<string>;
  hasEnded(): boolean;
  /** Sends the signal and waits until it is gone; SIGKILL follows after 20 s. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Starts `command`, its output written to `logFile`, and removes `temporaryFolder` after its end, if one is given. */
export async function spawnWatched(parts: {
  readonly command: readonly string[];
  readonly logFile: string;
  readonly temporaryFolder?: string;
}): Promise<WatchedProcess> {
  const args = ['-c', watcher, 'oubli-service', parts.logFile, parts.temporaryFolder ?? '', ...parts.command];
  // A session of its own: Ctrl-C is for us, and we end the servers when we are done with them.
  const child = spawn('/bin/sh', args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (bytes: Buffer) => (complaint = (complaint + bytes.toString()).slice(-8192)));
  let isGone = false;
  const ended = once(child, 'close').then(() => {
    isGone = true;
    return complaint.trim();
  });
  ended.catch(() => undefined);
  const pid = await readPid(child);
  releaseEventLoop(child);
  return {
    pid,
    ended,
    hasEnded: () => isGone,
    async end(signal) {
      if (!isGone) sendSignal(pid, signal);
      const timer = setTimeout(() => sendSignal(pid, 'SIGKILL'), stopTimeoutMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function readPid(child: ChildProcess): Promise<number> {
  if (child.stdout === null)
    throw new OubliError('service_not_started', 'The shell that starts servers has no output.');
  for await (const line of createInterface(child.stdout)) return Number(line);
  throw new OubliError('service_not_started', 'The shell that starts servers ended before it started one.');
}

/** A forgotten server must not keep us running: when we end, it does. */
function releaseEventLoop(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as Socket | null)?.unref();
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It went by itself.
  }
}
