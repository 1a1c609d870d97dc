import { fillIn } from '../../src/cli/replay/fill-in.ts';
import { type Locale } from '../../src/domain/locale.ts';
import { type Person } from '../../test/support/graph/person.ts';
import { type Product } from '../../test/support/product/product.ts';
import { readFixture } from './past-life.ts';
import { post } from './post.ts';
import { type Names } from './retarget.ts';

/** The person of the recorded journey in each language. */
export function heroOf(locale: Locale): Names {
  const { entry } = JSON.parse(readFixture(`journeys/delete-${locale}/01-delete.json`)) as Recorded;
  const card = entry[0]?.changes[0]?.value.contacts[0];
  if (card === undefined) throw new Error('The journey names nobody.');
  return { phone: card.wa_id, bsuid: card.user_id, name: card.profile.name };
}

interface Recorded {
  readonly entry: readonly {
    readonly changes: readonly {
      readonly value: {
        readonly contacts: readonly { wa_id: string; user_id: string; profile: { name: string } }[];
      };
    }[];
  }[];
}

/** What was seen while the journey was played. */
export interface Played {
  readonly reference: string;
  /** Milliseconds, in the order of the stages. */
  readonly stages: readonly (readonly [name: string, tookMs: number])[];
  /** When the conversation began, to tell it from the past. */
  readonly from: number;
}

/** Plays the recorded journey of a language: SUPPRIMER, the tap, the code. */
export async function playJourney(product: Product, locale: Locale, person: Person): Promise<Played> {
  const step = async (name: string): Promise<void> => {
    const shown = person.arrived.map(({ code, buttons }) => ({ code, buttons }));
    const payload = fillIn(readFixture(`journeys/delete-${locale}/${name}.json`), {
      now: Date.now(),
      shown: shown as never,
    });
    if (payload === null) throw new Error('No code has come.');
    await post(product, payload);
  };
  const from = Date.now();
  const stages: [string, number][] = [];
  let startedAt = performance.now();
  const lap = (name: string): void => {
    stages.push([name, performance.now() - startedAt]);
    startedAt = performance.now();
  };

  await step('01-delete');
  await person.waitFor(({ buttons }) => buttons.some(({ id }) => id === 'dd.confirm'));
  lap('DELETE → what goes, what stays');
  await step('02-confirm');
  await person.waitFor(({ code }) => code !== null);
  lap('Yes → the code is on the phone');
  await person.waitFor(({ buttons }) => buttons.some(({ id }) => id === 'dd.resend'));
  startedAt = performance.now();
  await step('03-code');
  const started = await person.waitFor(({ text }) => readReference(text) !== null);
  lap('code → it is right, erasing begins');
  await person.waitFor(({ text }) => readReference(text) !== null, 30_000);
  lap('erased, scanned, farewell');
  return { reference: readReference(started.text) ?? '', stages, from };
}

/** A reference in a text, or `null`. */
function readReference(text: string): string | null {
  return /ER(?:-[0-9A-Z]{4}){3}/.exec(text)?.[0] ?? null;
}
