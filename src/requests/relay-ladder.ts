import { isolate, shortName } from '../../flows/phrasing.ts';
import { type Subject } from '../conversation/subjects.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type Rung, rungOf } from './answer-ladder.ts';
import { isUnanswered, type PassedOn, passedOnOf, whatOf, withEnd } from './passed-on.ts';
import { type RelayParts } from './relay-parts.ts';
import { type RelayChange, type StoredRelay } from './relay-store.ts';
import { passedOnId, tellPeople } from './tell-people.ts';
import { tellLate } from './tell-late.ts';
import { type TellPerson } from './tell-person.ts';

/** From here on, five days before the end, the operator hears of what a business does not answer: it can still pass it on. */
export const operatorRung = 2;
/** One day before the end: whoever runs the service is paged. */
const pageRung = 3;

export interface LadderParts extends RelayParts {
  readonly tellPerson: TellPerson;
}

/** An ask, whose it is, and on whose number. */
export interface Waiting {
  readonly tenant: Tenant;
  readonly subject: Subject;
  readonly relay: StoredRelay;
}

type Looked = Required<Pick<RelayChange, 'lookAt' | 'contents'>>;

/**
 * Brings up again what people have not answered, on the rungs of every right (src/requests/answer-ladder.ts): whoever has it in hand
 * hears, then the operator, and at the law's end the person too, with where to complain. Each rung is gone once, however often it is
 * looked at: a notice has its id, and what was gone is noted. A page has no id and no place to rest (it is a line in the log), so it goes
 * before its note: where the process dies in between, it comes again, under the same reference, and never not. So do the words to the
 * person, unless the first still wait in their chat.
 * Gives when to look again, `null`: never; with the contents, so that an ask of before the list is on it.
 */
export async function bringUpAgain(parts: LadderParts, waiting: Waiting, now: number): Promise<Looked> {
  const { dueAt } = waiting.relay;
  const open = passedOnOf(waiting.relay).filter(isUnanswered);
  let { contents } = waiting.relay;
  if (dueAt === null || open.length === 0) return { lookAt: null, contents };
  const rung = rungOf(dueAt, now);
  for (const one of open) {
    if (rung.reached <= (one.end.rung ?? 0)) continue;
    await escalate(parts, waiting, one, rung);
    contents = withEnd(contents, one, { rung: rung.reached });
    await parts.store.change(waiting.relay.relayId, { contents });
  }
  return { lookAt: rung.nextAt, contents };
}

async function escalate(parts: LadderParts, waiting: Waiting, one: PassedOn, rung: Rung): Promise<void> {
  const { tenant } = waiting;
  const { reached, isLate } = rung;
  const business = one.toldTenantId === null ? null : await parts.tenants.byId(one.toldTenantId);
  const to = business ?? tenant;
  await tellPeople(parts, { ...waiting, one, to, turn: `reminder-${reached}` });
  if (business !== null && reached >= operatorRung) {
    await tellPeople(parts, { ...waiting, one, to: tenant, turn: `operator-${reached}` });
  }
  const facts = { what: whatOf(one), reference: one.reference };
  if (isLate) {
    const { relayId, locale, phoneNumberId } = waiting.relay;
    const request = { requestId: passedOnId(relayId, one.index), reference: one.reference, locale, phoneNumberId };
    // Not the business as it was named: nobody knows here whether it was ever asked.
    const named = { businessName: isolate(shortName(to.name)), reference: isolate(one.reference) };
    await tellLate(parts, { ...waiting, request, kind: 'person.overdue', facts: named });
  }
  if (reached === pageRung) parts.telemetry.fault('answer_nearly_due', null, facts);
  if (isLate) parts.telemetry.fault('answer_overdue', null, facts);
}
