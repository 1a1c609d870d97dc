import { protectionTexts } from '../../flows/protection/texts/index.ts';
import { shortName } from '../../flows/phrasing.ts';
import { type Subjects } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { type RefusalGround } from '../domain/ground.ts';
import { type Clock, toInstant, toMilliseconds } from '../domain/instant.ts';
import { isCancellable } from '../domain/request.ts';
import { type Reveals } from '../notifications/reveals.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { requestClocks } from './clocks.ts';
import { complaintWords } from './complaint-words.ts';
import { decide } from './decide.ts';
import { withoutPerson } from './ending.ts';
import { createLifts } from './lifts.ts';
import { type RequestChange, type RequestRecord, unverifiedStates } from './request-record.ts';
import { requestOfTenant } from './request-of-tenant.ts';
import { type RequestStore } from './request-store.ts';
import { type ForgetNews, type TellPerson } from './tell-person.ts';

/** How long this process has to tell the person itself, words included, before the run does it without them. */
const graceMs = 60_000;

/**
 * The business refuses before anything is erased, or a copy handed over, with a ground of the closed list; the person hears why,
 * where to complain, and of the court. The business can look them up no longer.
 */
export interface Refusals {
  /**
   * @param words the business's own, to the person: passed on, stored nowhere but sealed in the chat. `null`: none.
   * @throws OubliError `request_missing`, `request_not_refusable` (not confirmed, erasing has begun, a copy handed over, or over).
   */
  refuse(tenant: Tenant, reference: string, ground: RefusalGround, words: string | null): Promise<void>;
}

/** Makes refusals. Should we die before the person is told, the run tells them (`person.refused`). */
export function createRefusals(parts: {
  readonly store: RequestStore;
  readonly subjects: Pick<Subjects, 'byId' | 'lockOut'>;
  readonly tellPerson: TellPerson;
  readonly forgetNews: ForgetNews;
  readonly reveals: Pick<Reveals, 'drop'>;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}): Refusals {
  const { store, telemetry, clock } = parts;
  return {
    async refuse(tenant, reference, ground, words) {
      const { requestId } = await requestOfTenant(store, tenant.tenantId, reference);
      const lifts = createLifts(parts, requestId);
      const deciding = decide(store, requestId, async (current) => {
        const { name } = current.state;
        if (unverifiedStates.includes(name) || !isCancellable(name, current.matter)) {
          throw new OubliError('request_not_refusable', 'Only a confirmed request that has not begun can be refused.');
        }
        await lifts.lift(current);
        return { change: refusing(ground, clock.now()), answer: undefined };
      });
      const { request } = await deciding.catch(async (error: unknown) => {
        await lifts.putBack();
        throw error;
      });
      telemetry.event('request_refused', { requestId, ground });
      await tellRefusal(parts, tenant, request, words);
      // The run may have told them, should this have taken too long: then there is nothing to write.
      await decide(store, requestId, ({ noticesDue }) => ({
        change: noticesDue.includes('person.refused') ? afterRefusal : null,
        answer: undefined,
      }));
    },
  };
}

/** Until when whoever refused is to tell the person, with the words that only they have. Milliseconds since the Unix epoch; 0: nobody is. */
export function leftToRefuser({ state }: Pick<RequestRecord, 'state'>): number {
  return state.name === 'refused' ? toMilliseconds(state.at) + graceMs : 0;
}

/**
 * Says it, in the person's language. The link to whom it was about goes first: the business has decided, and needs nobody's number
 * for it any more (GDPR 5(1)(c)).
 */
export async function tellRefusal(
  {
    subjects,
    tellPerson,
    forgetNews,
    reveals,
  }: {
    readonly subjects: Pick<Subjects, 'byId'>;
    readonly tellPerson: TellPerson;
    readonly forgetNews: ForgetNews;
    readonly reveals: Pick<Reveals, 'drop'>;
  },
  tenant: Tenant,
  request: RequestRecord,
  words: string | null,
): Promise<void> {
  const { state, matter, person, locale, reference } = request;
  if (state.name !== 'refused') return;
  await reveals.drop(request.requestId);
  const subject = person === null ? null : await subjects.byId(person.subjectId);
  const texts = protectionTexts[locale];
  const complaint = complaintWords(locale, subject?.identifiers ?? []);
  const body = texts.refused({
    reference,
    right: matter.right,
    businessName: shortName(tenant.name),
    ground: state.ground,
    words,
    complaint,
  });
  await forgetNews(request);
  await tellPerson({ tenant, request, kind: 'person.refused', body, line: texts.refusedLine });
}

/** The person is told: nothing that points to them is needed any more. */
export const afterRefusal = { ...withoutPerson, subjectRef: null, noticesDue: [], dueAt: null } satisfies RequestChange;

function refusing(ground: RefusalGround, now: number): RequestChange {
  return {
    state: { name: 'refused', at: toInstant(now), ground },
    noticesDue: ['person.refused'],
    dueAt: now + graceMs,
    breaker: null,
    attempts: 0,
    expiresAt: now + requestClocks.endedMs,
  };
}
