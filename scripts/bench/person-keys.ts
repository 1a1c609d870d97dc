import { randomBytes, randomUUID } from 'node:crypto';

import { type PersonKey } from '../../src/keys/person-key.ts';
import { type PersonKeys } from '../../src/keys/person-keys.ts';
import { work } from '../../src/processes/work.ts';
import { untilHandled } from '../../test/support/product/rows.ts';
import { type Bench, type BenchOptions, type BenchResult } from './bench.ts';
import { type Deployment, withDeployment } from './deployment.ts';
import { median, rounded, roundedAll, timed } from './figures.ts';
import { type Load, startLoad } from './load.ts';

const text = 'Is this one still there?';
const messages = 150;
const waitMs = 120_000;

/** Strangers and then the same people again, with a key each and with one key in memory for all, turn by turn. */
export const personKeysCost: Bench = {
  name: 'person-keys',
  what: 'a webhook stored and handled with a key for each person, against one key for all that no database holds',
  run: (options) =>
    withDeployment({ keepsContent: true }, async (deployment) => {
      const load = startLoad();
      await deployment.startServer();
      // Meta answers at once: its pace for a number, 70 a second, would be what is measured.
      const send = () => Promise.resolve({ name: 'accepted', messageId: randomUUID() } as const);
      Object.assign(deployment.container.edges.sender, { send });
      // In this process, so that its keys can be taken away from it.
      const working = work(deployment.container);
      try {
        return await measure(deployment, load, options);
      } finally {
        load.end();
        await working.close();
      }
    }),
};

type Arm = 'with' | 'without';
type Turn = Readonly<Record<'strangersMs' | 'knownMs' | 'strangersCpuMs' | 'knownCpuMs', number>>;

async function measure(deployment: Deployment, load: Load, { isFull, say }: BenchOptions): Promise<BenchResult> {
  const use = switchOf(deployment);
  let firstPerson = 0;
  const turn = async (arm: Arm): Promise<Turn> => {
    use(arm);
    const before = await cpuMs(deployment);
    const strangersMs = await ingest(deployment, load, firstPerson);
    const between = await cpuMs(deployment);
    const knownMs = await ingest(deployment, load, firstPerson);
    firstPerson += messages;
    return {
      ...{ strangersMs, knownMs },
      strangersCpuMs: between - before,
      knownCpuMs: (await cpuMs(deployment)) - between,
    };
  };
  for (const arm of ['with', 'without'] as const) await turn(arm); // Warms everything up.
  const pairs: Readonly<Record<Arm, Turn>>[] = [];
  for (let round = 0; round < (isFull ? 15 : 5); round += 1) {
    const order: readonly Arm[] = round % 2 === 0 ? ['with', 'without'] : ['without', 'with'];
    const seen: Partial<Record<Arm, Turn>> = {};
    for (const arm of order) seen[arm] = await turn(arm);
    pairs.push(seen as Record<Arm, Turn>);
  }
  const ratioOf = (what: keyof Turn): number => median(pairs.map((pair) => pair.without[what] / pair.with[what]));
  const medianOf = (arm: Arm, what: keyof Turn): number => median(pairs.map((pair) => pair[arm][what]));
  const rateOf = (arm: Arm, what: keyof Turn): number => (messages * 1000) / medianOf(arm, what);
  const all = median(
    pairs.map(
      (pair) => (pair.without.strangersMs + pair.without.knownMs) / (pair.with.strangersMs + pair.with.knownMs),
    ),
  );
  const figures = roundedAll({
    ratioStrangers: ratioOf('strangersMs'),
    ratioKnown: ratioOf('knownMs'),
    ratioCpuStrangers: ratioOf('strangersCpuMs'),
    ratioCpuKnown: ratioOf('knownCpuMs'),
    cpuMsStranger: medianOf('with', 'strangersCpuMs') / messages,
    cpuMsKnown: medianOf('with', 'knownCpuMs') / messages,
    strangersPerSecond: rateOf('with', 'strangersMs'),
    strangersPerSecondWithout: rateOf('without', 'strangersMs'),
    knownPerSecond: rateOf('with', 'knownMs'),
    knownPerSecondWithout: rateOf('without', 'knownMs'),
  });
  say(
    `  strangers, the worst there is: ${String(figures['ratioStrangers'])} ×; the same people again: ${String(figures['ratioKnown'])} ×; CPU of worker and MongoDB: ${String(figures['ratioCpuStrangers'])} × and ${String(figures['ratioCpuKnown'])} ×`,
  );
  return {
    bounds: [{ what: 'rate with a key a person against one for all', seen: rounded(all), atLeast: 0.9 }],
    figures,
  };
}

/** From the first webhook posted to the last one handled: stored, read, noted in the log, answered. */
async function ingest(deployment: Deployment, load: Load, firstPerson: number): Promise<number> {
  const { port, appSecret, container } = deployment;
  return timed(async () => {
    const order = { port, appSecret, connections: 32, durationMs: waitMs, messages, text, firstPerson };
    const { answered, failed } = await load.run(order);
    if (failed > 0 || answered !== messages) throw new Error('Not every webhook was answered 200.');
    await untilHandled(container, waitMs);
  });
}

/** CPU time of MongoDB and of this process so far: on a busy machine it says more than the rate. */
async function cpuMs(deployment: Deployment): Promise<number> {
  const { user, system } = process.cpuUsage();
  return (await deployment.databaseCpuMs()) + (user + system) / 1_000;
}

/** Gives the stores their own keys, or one that stands in memory and costs nothing. */
function switchOf({ container, tenantId }: Deployment): (arm: Arm) => void {
  const { personKeys } = container.stores;
  const own: PersonKeys = { ...personKeys };
  const oneForAll: PersonKey = { tenantId, keyId: 'one-for-all', key: randomBytes(32) };
  const shared: PersonKeys = {
    create: () => Promise.resolve(oneForAll),
    ensure: () => Promise.resolve(oneForAll),
    open: (keyId) => (keyId === oneForAll.keyId ? Promise.resolve(oneForAll) : own.open(keyId)),
    destroy: () => Promise.resolve(0),
    keep: () => Promise.resolve(),
  };
  return (arm) => void Object.assign(personKeys, arm === 'with' ? own : shared);
}
