import { type Locale } from '../../src/domain/locale.ts';
import { type StoreCounts } from '../../src/domain/store-counts.ts';
import { type IdentitySet } from '../../src/domain/subject.ts';
import { staffPhone } from '../../test/support/product/business.ts';
import { type Product, startProduct } from '../../test/support/product/product.ts';
import { untilHandled } from '../../test/support/product/rows.ts';
import { until } from '../../test/support/until.ts';
import { heroOf, type Played, playJourney } from './conversation.ts';
import { livePast } from './past-life.ts';
import { judge } from './judge.ts';
import { keepRunning } from './keep-running.ts';
import { inOwnPlace } from './own-place.ts';
import { chat, heading, table } from './print.ts';
import { showReceipt } from './receipt.ts';
import { countStores, findPerson, fingerprint } from './stores.ts';
import { showWhatBusinessGot } from './told.ts';

/** What the business's standing instruction keeps: proof of consent, for three years. */
const kept = [{ store: 'opt_ins', ground: 'legal_claims', retentionDays: 1_095 }];

/** Plays the main job on real servers and says of each claim whether it is true. */
export async function runDemo({
  locale,
  isKept,
}: {
  readonly locale: Locale;
  readonly isKept: boolean;
}): Promise<boolean> {
  const startedAt = performance.now();
  return inOwnPlace(process.env, async (servers, services) => {
    const product = await startProduct(servers, { tenant: { rest: { instruction: { version: '1', kept } } } });
    try {
      heading('Oubli on this machine');
      table([
        ['MongoDB', services.how.mongodb],
        ['Redis', services.how.redis],
        ['started in', `${seconds(performance.now() - startedAt)} (server, worker, loopback Graph API, mail server)`],
      ]);
      const isTrue = await play(product, locale);
      if (isKept) await keepRunning(product, services);
      return isTrue;
    } finally {
      await product.close();
    }
  });
}

async function play(product: Product, locale: Locale): Promise<boolean> {
  const hero = heroOf(locale);
  const person = await livedBefore(product, hero);
  const neighbour = await mustFind(product, '16505550109');
  const [before, untouched] = [await countStores(product, person), await fingerprint(product, neighbour)];
  heading(`What is stored about ${hero.name} (fictional) before: items per store`);
  table([...before].filter(([, count]) => count > 0).map(([store, count]) => [store, count]));

  const phone = product.graph.person(hero.phone);
  const played = await playJourney(product, locale, phone);
  await until(() => product.webhook.received.length >= 2 && product.smtp.mails.length >= 2, 20_000);
  await until(() => product.graph.person(staffPhone).arrived.length >= 2, 20_000);
  await product.graph.settled();
  await settled(product);

  heading('The conversation');
  chat(phone.transcript.filter(({ at }) => at >= played.from));
  const stores = await storesOf(product, played.reference);
  showErased(stores);
  const residues = await scan(product, person);
  const told = showWhatBusinessGot(product);
  const farewell = phone.transcript.at(-1)?.text ?? '';
  const proven = await showReceipt(product, { reference: played.reference, farewell, phone: hero.phone });
  heading('How long each stage took');
  table(played.stages.map(([name, tookMs]) => [name, seconds(tookMs)]));
  const after = await countStores(product, person);
  return judge({
    'the request ended in "erased"': stores.length > 0,
    'every store was scanned and nothing is left but what is kept': [...residues.values()].every(
      (residue) => residue === 0,
    ),
    'counted again, every store is empty but for what is kept': stores.every(
      ({ store, retained }) => (after.get(store) ?? 0) <= (store === 'person_keys' ? 1 : retained),
    ),
    'there was something to erase': stores.reduce((sum, { deleted }) => sum + deleted, 0) >= 10,
    'the proof of consent is kept, and said to be': stores.some(
      ({ retained, kept: ground }) => retained > 0 && ground !== null,
    ),
    'nothing of anybody else was touched': (await fingerprint(product, neighbour)) === untouched,
    'the business was told twice on each of its channels': ['dsr.verified', 'dsr.erased', 'staff', 'email'].every(
      (one) => told.includes(one),
    ),
    ...proven,
    'no number, name or BSUID stands in the log': [hero.phone, hero.bsuid, hero.name].every(
      (name) => !product.log.join('').includes(name),
    ),
  });
}

async function livedBefore(product: Product, hero: ReturnType<typeof heroOf>): Promise<IdentitySet> {
  product.graph.addPerson({ phone: staffPhone, bsuid: 'US.2000000000000000009', name: 'Staff Fictive' });
  product.graph.addPerson(hero);
  product.graph.addTemplate({
    wabaId: '111000111000111',
    name: 'order_update',
    language: 'en_US',
    category: 'UTILITY',
    parameterCount: 1,
  });
  await livePast(product, hero);
  await settled(product);
  await until(
    async () =>
      (await product.container.connection.collection('media').countDocuments({ dueAt: { $exists: true } })) === 0,
  );
  return mustFind(product, hero.phone);
}

async function mustFind(product: Product, phone: string): Promise<IdentitySet> {
  const person = await findPerson(product, [{ kind: 'phone', value: phone }]);
  if (person === null) throw new Error('Nothing was stored: the demo has nothing to show.');
  return person;
}

/** Everything accepted is handled. */
function settled({ container }: Product): Promise<void> {
  return untilHandled(container, 30_000);
}

async function storesOf(
  { container, business }: Product,
  reference: Played['reference'],
): Promise<readonly StoreCounts[]> {
  return (await container.stages.reader.byReference(business.tenantId, reference))?.stores ?? [];
}

function showErased(stores: readonly StoreCounts[]): void {
  heading('What was erased, what was kept and why, what the scan found');
  table([
    ['store', 'found', 'deleted', 'kept', 'left over', 'why'],
    ...stores.map(({ store, matched, deleted, retained, residual, kept: ground }) => [
      store,
      matched,
      deleted,
      retained,
      residual,
      ground === null ? '' : `${ground.ground} until ${ground.until.slice(0, 10)}`,
    ]),
  ]);
}

/** Looks once more, in every registered store, by other ways than erasing went. */
async function scan({ container }: Product, person: IdentitySet): Promise<ReadonlyMap<string, number>> {
  const residues = new Map<string, number>();
  for (const eraser of container.stages.register.erasers) {
    residues.set(eraser.store, (await eraser.scan(person, null, { erasedFrom: Date.now() })).residual);
  }
  return residues;
}

function seconds(milliseconds: number): string {
  return milliseconds < 1_000 ? `${String(Math.round(milliseconds))} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}
