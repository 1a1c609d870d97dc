import { randomBytes } from 'node:crypto';

import { type Person } from '../../test/support/graph/person.ts';
import { askForCode, expectTaken, farewell, referenceIn } from '../../test/support/product/chat.ts';
import { type Deployment } from './deployment.ts';
import { timed } from './figures.ts';
import { type Pattern } from './seed.ts';

/** How long one erasure took, in milliseconds. */
export interface Erased {
  /** From the code leaving the phone to the request saying that every store was scanned. */
  readonly codeToErasedMs: number;
  /** To the last message, with the reference, at the Graph API. */
  readonly codeToFarewellMs: number;
  readonly deleted: number;
}

/** DELETE, yes, code, farewell. Throws unless everything is gone. */
export async function eraseOf(deployment: Deployment, person: Person, withinMs = 600_000): Promise<Erased> {
  const code = await askForCode(person);
  const [sentAt, startedAt] = [Date.now(), performance.now()];
  await expectTaken(person.writes(code));
  const last = await farewell(person, 'en', withinMs);
  const codeToFarewellMs = performance.now() - startedAt;
  const { container, tenantId } = deployment;
  const request = await container.stages.reader.byReference(tenantId, referenceIn(last));
  if (request?.erasedAt === undefined) throw new Error('The farewell went out and the request is not erased.');
  const deleted = (request.stores ?? []).reduce((sum, store) => sum + store.deleted, 0);
  return { codeToErasedMs: Date.parse(request.erasedAt) - sentAt, codeToFarewellMs, deleted };
}

/**
 * The floor: `deleteMany` by the index of names over as many rows, in the same collection, of somebody who has nothing else.
 * The rows are made by turning those of `pattern` into another's.
 */
export async function bareDelete(
  { container }: Deployment,
  pattern: Pattern,
  seed: (floor: Pattern) => Promise<void>,
): Promise<number> {
  const hash = `1.${randomBytes(32).toString('base64url')}`;
  const { tenantId } = pattern.identity;
  const rows = new Map([...pattern.rows].map(([name, all]) => [name, all.map((row) => ({ ...row, names: [hash] }))]));
  await seed({ rows, identity: { ...pattern.identity, hashes: [hash] } });
  const collections = ['messages', 'message_contents'].filter((name) => pattern.rows.has(name));
  return timed(async () => {
    for (const name of collections) await container.connection.collection(name).deleteMany({ tenantId, names: hash });
  });
}
