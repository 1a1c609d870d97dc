import { readAfterword, type Afterword } from '../../flows/aftercare/read-afterword.ts';
import { aftercareTexts } from '../../flows/aftercare/texts/index.ts';
import { standingInWords } from '../../flows/standing.ts';
import { dayInWords, shortName } from '../../flows/phrasing.ts';
import { receptionTexts } from '../../flows/reception/texts/index.ts';
import { type InboundMessage } from '../domain/inbound.ts';
import { toInstant } from '../domain/instant.ts';
import { type Locale } from '../domain/locale.ts';
import { addressOf, type Identifier } from '../domain/subject.ts';
import { type HashScope } from '../keys/blind-index.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type RequestDesk } from './effect-desk.ts';
import { readMessage } from './read-message.ts';
import { type Sender } from './sender.ts';
import { type Subjects } from './subjects.ts';
import { type Tombstone } from './tombstones.ts';

/** How long after an erasure its person is looked after. Milliseconds. */
const careMs = 86_400_000;
/** Answers a day to one person of whom nothing is stored: two bots must not talk for ever. */
const answersPerDay = 5;

/** Counts answers to people of whom nothing is stored. Implemented by src/stores/answer-counts.ts. */
export interface AnswerCounts {
  /** How many it is with this one, within a day of the first. `now`: milliseconds since the Unix epoch. */
  next(scope: HashScope, identifier: Identifier, now: number): Promise<number>;
}

export interface AftercareParts {
  readonly subjects: Pick<Subjects, 'find'>;
  readonly requests: Pick<RequestDesk, 'status'>;
  readonly answers: AnswerCounts;
  readonly sender: Sender;
  readonly telemetry: Telemetry;
  readonly now: () => number;
}

/**
 * Looks after people of whom nothing is stored. True: it is dealt with, answered or kindly left alone, and nothing was made of
 * it. False: it is a message like any other.
 */
export type Aftercare = (tenant: Tenant, event: InboundMessage, tombstone: Tombstone | null) => Promise<boolean>;

/** Makes aftercare. What it says leaves no trace but a count for a day; what it cannot say now it does not say later. */
export function createAftercare(parts: AftercareParts): Aftercare {
  const { subjects, answers, sender, telemetry, now } = parts;
  return async (tenant, event, tombstone) => {
    const afterword = readAfterword(readMessage(event.content, tenant.code.digits).message);
    const { names, business } = event;
    const [name] = names;
    if (afterword === null || name === undefined) return false;
    const { said, spoken } = afterword;
    const doneAt = tombstone?.doneAt ?? null;
    const isCaredFor = doneAt !== null && now() - doneAt < careMs;
    if (!isOurs(said, tenant, isCaredFor) || (await subjects.find(tenant, names)) !== null) return false;
    const to = addressOf(names);
    if (said.kind === 'nod' || to === null) return true;
    if ((await answers.next(tenant, name, now())) > answersPerDay) {
      telemetry.event('aftercare', { kind: said.kind, result: 'too-many' });
      return true;
    }
    const locale = localeOf(tenant, spoken, tombstone);
    const body = await wordsFor(parts, { tenant, said, locale, doneAt });
    const { phoneNumberId } = business;
    const { name: result } = await sender.send({ tenant, phoneNumberId, to, message: { kind: 'text', body } });
    telemetry.event('aftercare', { kind: said.kind, result });
    return true;
  };
}

/** Alongside another app thanks are that app's, and so is everything that names no request of ours. */
function isOurs(said: Afterword, { mode }: Tenant, isCaredFor: boolean): boolean {
  if (said.kind === 'status') return said.reference !== null || isCaredFor;
  return mode === 'owner' && (said.kind === 'reference-unreadable' || isCaredFor);
}

/** The language of the words, as far as the business speaks it; else that of the erasure. */
function localeOf({ locales, defaultLocale }: Tenant, spoken: readonly Locale[], tombstone: Tombstone | null): Locale {
  const before = tombstone?.locale ?? defaultLocale;
  return spoken.includes(before) ? before : (spoken.find((one) => locales.includes(one)) ?? before);
}

async function wordsFor(
  { requests }: AftercareParts,
  {
    tenant,
    said,
    locale,
    doneAt,
  }: {
    readonly tenant: Tenant;
    readonly said: Exclude<Afterword, { kind: 'nod' }>;
    readonly locale: Locale;
    readonly doneAt: number | null;
  },
): Promise<string> {
  if (said.kind === 'thanks') return aftercareTexts[locale].welcome;
  if (said.kind === 'reference-unreadable') return receptionTexts[locale].referenceUnreadable;
  if (said.reference === null) {
    const day = dayInWords(locale, toInstant(doneAt ?? 0));
    return aftercareTexts[locale].deleted({ businessName: shortName(tenant.name), day });
  }
  const found = await requests.status({ tenant, subject: null, requestId: null, reference: said.reference });
  if (found === null) return receptionTexts[locale].statusUnknown;
  return standingInWords(locale, found);
}
