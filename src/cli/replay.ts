import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Output } from './output.ts';
import { type Arrangement, arrange, type Planned } from './replay/arrange.ts';
import { chatLines } from './replay/chat-lines.ts';
import { type ChatWindow, openChatWindow, type ShownMessage } from './replay/chat-window.ts';
import { fillIn, freshen, needsCode } from './replay/fill-in.ts';
import { pauseMs } from './replay/pace.ts';
import { type Answer, postWebhook } from './replay/post-webhook.ts';
import { type Payload, readPayloads } from './replay/read-payloads.ts';
import { readSaid } from './replay/said.ts';
import { answerName, type Result, summarise } from './replay/summary.ts';

export interface ReplayOptions extends Arrangement {
  readonly paths: readonly string[];
  /** The webhook's address. */
  readonly to: string;
  readonly secret: string;
  /** Times faster than the payloads' own timestamps; `null`: as fast as answers come. */
  readonly speed: number | null;
  /** Port of the chat window; `null`: none. */
  readonly followPort: number | null;
  /** How long a silence in the chat ends the replay: an erasure takes a while to its last word. */
  readonly lingerMs: number;
  /** New message ids, so that what was replayed before counts again. */
  readonly isFresh: boolean;
}

/** How long an answer in the chat is waited for, and how long a silence ends it. */
const answerMs = 3_000;
const quietMs = 300;
/** A code may come by way of a queue. */
const codeMs = 8_000;
/** However much is said, the replay ends. */
const endMs = 60_000;

/** Posts payloads to a server as Meta would and shows what comes of it. @returns whether all went as it should. */
export async function runReplay(output: Output, options: ReplayOptions): Promise<boolean> {
  const planned = arrange(readPayloads(options.paths), options);
  const people = new Set<string>();
  const chat =
    options.followPort === null ? null : await openChatWindow(options.followPort, (said) => show(output, said, people));
  if (chat !== null) output.line(`Chat window: the server's GRAPH_API_BASE_URL must be ${chat.url}\n`);
  const run: Run = { chat, runId: randomUUID(), people, filled: new Map(), codesUsed: new Map(), isSilent: false };
  const results: Result[] = [];
  let previous: string | null = null;
  try {
    for (const one of planned) {
      await sleep(pauseMs(previous, one.payload.text, options.speed));
      previous = one.payload.text;
      const answer = await play(output, options, one, run);
      results.push({ planned: one, answer });
    }
    if (chat !== null && chat.shown.length > 0) await chat.quiet(chat.shown.length - 1, options.lingerMs, endMs);
    if (chat?.shown.length === 0) output.line(`\nNothing reached the chat window. Is GRAPH_API_BASE_URL ${chat.url}?`);
  } finally {
    await chat?.close();
  }
  const { lines, isGood } = summarise(results);
  output.line();
  for (const line of lines) output.line(line);
  return isGood;
}

interface Run {
  readonly chat: ChatWindow | null;
  readonly runId: string;
  /** Names of those who spoke: what goes to anybody else goes to staff. */
  readonly people: Set<string>;
  /** What was posted for a payload: its copies are the same to the byte. */
  readonly filled: Map<Payload, string>;
  /** By person: how many messages stood in the chat when their last code was taken. */
  readonly codesUsed: Map<string, number>;
  /** Somebody spoke and nothing at all came back: nobody is connected to the window, so it is not waited for again. */
  isSilent: boolean;
}

async function play(output: Output, options: ReplayOptions, planned: Planned, run: Run): Promise<Answer | null> {
  const { payload, kind } = planned;
  const { chat } = run;
  const text = run.filled.get(payload) ?? (await fill(payload, options, run));
  if (text === null) {
    output.line(`not posted: no code was seen   ${payload.name}`);
    return null;
  }
  run.filled.set(payload, text);
  const before = chat?.shown.length ?? 0;
  const { lines, names } = readSaid(text);
  for (const name of names) run.people.add(name);
  if (chat !== null && kind === 'plain') for (const line of lines) print(output, chatLines('person', line));
  const answer = await postWebhook({ url: options.to, text, secret: options.secret, kind });
  const took = `${String(Math.round(answer.tookMs)).padStart(5)} ms`;
  output.line(`${answerName(answer).padEnd(20)} ${took}   ${payload.name}${notes[kind]}`);
  const isTalk = kind === 'plain' && answer.status === 200 && lines.length > 0;
  if (chat !== null && isTalk && !run.isSilent) {
    await chat.quiet(before, quietMs, answerMs);
    run.isSilent = chat.shown.length === 0;
  }
  return answer;
}

const notes: Readonly<Record<Planned['kind'], string>> = {
  plain: '',
  copy: ' (again)',
  altered: ' (altered)',
  cut: ' (cut)',
};

async function fill(payload: Payload, { isFresh }: ReplayOptions, run: Run): Promise<string | null> {
  const source = isFresh ? freshen(payload.text, run.runId) : payload.text;
  const shown = await shownTo(run, readSaid(source).names, needsCode(source));
  return fillIn(source, { now: Date.now(), shown });
}

/** What this payload's people were shown; waits for a code when one is needed that was not used yet. */
async function shownTo(run: Run, names: readonly string[], isCodeNeeded: boolean): Promise<readonly ShownMessage[]> {
  const { chat, codesUsed } = run;
  if (chat === null) return [];
  const isTheirs = ({ to }: ShownMessage): boolean => names.includes(to);
  if (isCodeNeeded) {
    const key = names.join(' ');
    const code = await chat.next(codesUsed.get(key) ?? 0, (one) => isTheirs(one) && one.code !== null, codeMs);
    if (code === null) return [];
    codesUsed.set(key, chat.shown.indexOf(code) + 1);
    return chat.shown.slice(0, chat.shown.indexOf(code) + 1).filter(isTheirs);
  }
  return chat.shown.filter(isTheirs);
}

function show(output: Output, { to, text, buttons }: ShownMessage, people: ReadonlySet<string>): void {
  const titles = buttons.map(({ title }) => title);
  print(output, chatLines('business', people.has(to) ? text : `(to another number, such as staff)\n${text}`, titles));
}

function print(output: Output, lines: readonly string[]): void {
  for (const line of lines) output.line(line);
}
