import { randomBytes, randomUUID } from 'node:crypto';

import { mongo } from 'mongoose';

import { type IdentitySet } from '../../src/domain/subject.ts';
import { about, identityOf, untilHandled } from '../../test/support/product/rows.ts';
import { type Person } from '../../test/support/graph/person.ts';
import { type Deployment } from './deployment.ts';

type Row = Readonly<Record<string, unknown>>;

/** A person whom the product itself has stored, and their rows by collection: the pattern for what is seeded. */
export interface Pattern {
  readonly identity: IdentitySet;
  readonly rows: ReadonlyMap<string, readonly Row[]>;
}

const rowsAtOnce = 2_000;

/** Somebody asks a question, so that the product stores what it stores of people. */
export async function meet(deployment: Deployment, person: Person): Promise<Pattern> {
  const { container, tenantId } = deployment;
  if ((await person.writes('Is this one still there?')) !== 200) throw new Error('The door did not take it.');
  await untilHandled(container);
  const identity = await identityOf(container, tenantId, person);
  const rows = new Map<string, readonly Row[]>();
  for (const { name } of await container.connection.listCollections()) {
    const found = await container.connection
      .collection(name)
      .find(about(identity) as never)
      .toArray();
    if (found.length > 0) rows.set(name, found);
  }
  return { identity, rows };
}

/** Gives a person `count` more entries in the message log, as real ones as their first. */
export async function addMessages(deployment: Deployment, pattern: Pattern, count: number): Promise<void> {
  const { tenantId, subjectId, keyIds, hashes } = pattern.identity;
  const kept = [tenantId, subjectId, ...keyIds, ...hashes].map((one) => [one, one] as const);
  for (const name of ['messages', 'message_contents']) {
    const [row] = pattern.rows.get(name) ?? [];
    if (row !== undefined) await insertMany(deployment, name, count, () => copy(row, new Map(kept)));
  }
}

/** Fills the database with other people, each with all that the pattern has and `messages` entries in the log. */
export async function addPeople(
  deployment: Deployment,
  pattern: Pattern,
  people: number,
  messages: number,
): Promise<void> {
  const ids = Array.from({ length: people }, () => new Map([[pattern.identity.tenantId, pattern.identity.tenantId]]));
  for (const [name, rows] of pattern.rows) {
    const [row] = rows;
    if (row === undefined) continue;
    const each = name === 'messages' || name === 'message_contents' ? messages : 1;
    await insertMany(deployment, name, people * each, (index) => {
      const own = ids[Math.floor(index / each)] ?? new Map<string, string>();
      // What is a message's own is new each time, what is the person's stays.
      return each === 1 ? copy(row, own) : { ...copy(row, own), _id: randomUUID(), messageHash: freshHash() };
    });
  }
}

async function insertMany(
  { container }: Deployment,
  name: string,
  count: number,
  make: (index: number) => Row,
): Promise<void> {
  const rows = container.connection.collection(name);
  const starts = Array.from({ length: Math.ceil(count / rowsAtOnce) }, (_, batch) => batch * rowsAtOnce).values();
  const hands = Array.from({ length: 3 }, async () => {
    for (const start of starts) {
      const length = Math.min(rowsAtOnce, count - start);
      const batch = Array.from({ length }, (_, index) => make(start + index));
      await rows.insertMany(batch, { ordered: false, writeConcern: { w: 1 } });
    }
  });
  await Promise.all(hands);
}

/** A copy in which every id and keyed hash is another, the same for the same by `known`. */
function copy(row: Row, known: Map<string, string>): Row {
  const replace = (value: unknown): unknown => {
    if (typeof value === 'string') return renamed(value, known);
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof mongo.Binary)
      return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner)]));
  };
  return replace(row) as Row;
}

function renamed(value: string, known: Map<string, string>): string {
  const isHash = value.length === 45 && value.startsWith('1.');
  if (!isHash && !/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)) return value;
  const name = known.get(value) ?? (isHash ? freshHash() : randomUUID());
  known.set(value, name);
  return name;
}

function freshHash(): string {
  return `1.${randomBytes(32).toString('base64url')}`;
}
