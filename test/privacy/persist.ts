import { type Arrived } from '../support/graph/mailbox.ts';
import { type Person } from '../support/graph/person.ts';
import { codeIn, isFarewell } from '../support/product/chat.ts';

/** Nobody waits longer for an answer before they say it again. */
const patienceMs = 4_000;
const lookMs = 25;

/** Somebody who does not give up. */
interface Persistence {
  readonly person: Person;
  /** Codes that arrived by mail so far. */
  readonly mailed: () => readonly string[];
  /** When they are no longer asked to go on. */
  readonly isOver: () => boolean;
  /** Something was asked for already: they wait for what comes. */
  readonly isOnTheWay?: boolean;
}

/** From DELETE to the farewell, whatever goes wrong: does what each message asks for. True: it was said. */
export async function persist({ person, mailed, isOver, isOnTheWay = false }: Persistence): Promise<boolean> {
  let [seen, read] = [person.arrived.length, mailed().length];
  let askedAt = isOnTheWay ? Date.now() : 0;
  while (!isOver()) {
    const messages = person.arrived.slice(seen);
    const codes = mailed().slice(read);
    [seen, read] = [seen + messages.length, read + codes.length];
    if (messages.some((one) => isFarewell(one))) return true;
    if (messages.length + codes.length > 0) askedAt = Date.now();
    for (const code of codes) await insist(() => person.writes(code));
    for (const message of messages) await answer(person, message);
    if (Date.now() - askedAt > patienceMs) {
      askedAt = Date.now();
      await insist(() => person.writes('DELETE'));
    }
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
  return false;
}

async function answer(person: Person, message: Arrived): Promise<void> {
  const code = codeIn(message);
  const ids = message.buttons.map(({ id }) => id);
  const wanted = ['dd.confirm', 'dd.resend', 'menu.delete'].find((id) => ids.includes(id));
  if (code !== '') await insist(() => person.writes(code));
  else if (wanted !== undefined) await insist(() => person.taps(wanted));
}

/** As Meta does, and any client should: again, until it is taken. */
export async function insist(send: () => Promise<number>): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    const status = await send();
    if (status === 200) return;
  }
  throw new Error('It was never taken.');
}
