import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable, type Writable } from 'node:stream';

/** A page of a real browser. */
export interface BrowserPage {
  /** A command of the DevTools protocol to this page. */
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  /** Opens an address and waits for its load event. */
  open(url: string): Promise<void>;
  /** Runs an expression in the page and waits for what it promises. Throws what it throws. */
  run<Result = unknown>(expression: string): Promise<Result>;
}

export interface Browser {
  newPage(): Promise<BrowserPage>;
  close(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/**
 * Starts a browser and speaks the DevTools protocol with it over two pipes: no port, no package.
 * Source: https://chromedevtools.github.io/devtools-protocol, and Chromium's `--remote-debugging-pipe`.
 */
export async function startBrowser(binary: string): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'oubli-browser-'));
  const args = [
    '--headless=new',
    '--remote-debugging-pipe',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
  ];
  const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const child = spawn(binary, [...args, ...quiet, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const pipe = speakOver(child);
  async function newPage(): Promise<BrowserPage> {
    const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
    const page = pageOf(pipe, String(sessionId));
    await page.send('Page.enable');
    return page;
  }
  return {
    newPage,
    async close() {
      const gone = once(child, 'exit');
      await pipe.send('Browser.close').catch(() => child.kill('SIGKILL'));
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

interface Pipe {
  send(method: string, params?: object, sessionId?: string): Promise<Record<string, unknown>>;
  next(method: string, sessionId: string): Promise<void>;
}

function speakOver(child: ChildProcess): Pipe {
  const [, , , writing, reading] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, (message: Message) => void>();
  const listeners = new Set<(message: Message) => void>();
  let [rest, lastId] = ['', 0];
  reading.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      if (message.id !== undefined) waiting.get(message.id)?.(message);
      for (const listener of listeners) listener(message);
    }
  });
  child.on('exit', () => {
    for (const answer of waiting.values()) answer({ error: { message: 'The browser has ended.' } });
  });
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        const id = lastId;
        waiting.set(id, ({ result = {}, error }) => {
          waiting.delete(id);
          if (error === undefined) resolve(result);
          else reject(new Error(`${method}: ${error.message}`));
        });
        writing.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      }),
    next: (method, sessionId) =>
      new Promise((resolve) => {
        const listener = (message: Message): void => {
          if (message.method !== method || message.sessionId !== sessionId) return;
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
      }),
  };
}

function pageOf(pipe: Pipe, sessionId: string): BrowserPage {
  const send: BrowserPage['send'] = (method, params) => pipe.send(method, params, sessionId);
  return {
    send,
    async open(url) {
      const loaded = pipe.next('Page.loadEventFired', sessionId);
      const { errorText } = (await send('Page.navigate', { url })) as { errorText?: string };
      if (errorText !== undefined) throw new Error(`The page does not open: ${errorText}`);
      await loaded;
    },
    async run<Result>(expression: string) {
      const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      const { result, exceptionDetails } = answer as { result: { value: Result }; exceptionDetails?: unknown };
      if (exceptionDetails !== undefined) throw new Error(`In the page: ${JSON.stringify(exceptionDetails)}`);
      return result.value;
    },
  };
}
