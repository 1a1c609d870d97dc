import { randomBytes } from 'node:crypto';

import { correctionTexts } from '../../flows/correction/texts/index.ts';
import { type CorrectionDesk } from '../conversation/effect-desk.ts';
import { identitySetOf, type Subject, type Subjects } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { makeReference } from '../domain/reference.ts';
import { withEntry } from '../messaging/contact-card.ts';
import { type Contacts } from '../messaging/records.ts';
import { type Notices } from '../notifications/notices.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant, type TenantDirectory } from '../tenants/tenant.ts';
import { rungOf } from './answer-ladder.ts';
import { requestClocks } from './clocks.ts';
import { tellLate } from './tell-late.ts';
import { type TellPerson } from './tell-person.ts';
import { type CorrectionDecision, type CorrectionStore, type StoredCorrection } from './correction-store.ts';

export interface CorrectionParts {
  readonly store: CorrectionStore;
  readonly subjects: Pick<Subjects, 'byId'>;
  readonly contacts: Pick<Contacts, 'change'>;
  readonly tenants: Pick<TenantDirectory, 'byId'>;
  readonly notices: Pick<Notices, 'announceAsked'>;
  readonly tellPerson: TellPerson;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

/** Corrections: passed on to the business, which decides; the person hears what it decided (GDPR 12(3), 12(4), 16). */
export interface Corrections extends CorrectionDesk {
  /** Those that wait for the business's answer, oldest first. Nobody's name. */
  open: CorrectionStore['open'];
  /**
   * The business decides, once. `done` writes a name or an e-mail address into our own card as well.
   * @throws OubliError `request_missing`, `correction_decided`.
   */
  decide(tenant: Tenant, reference: string, decision: CorrectionDecision): Promise<void>;
  /**
   * Tells businesses again of what they have not answered, and people when the law's end has come: the operator, as of an incident,
   * and the person, with where to complain. Tells people what was decided where that failed. Returns how many.
   */
  remindDue(limit: number): Promise<number>;
}

/** Makes the desk of corrections. */
export function createCorrections(parts: CorrectionParts): Corrections {
  const { store, subjects, telemetry, clock } = parts;
  return {
    async file({ tenant, subject, phoneNumberId, locale, field, value }) {
      const now = clock.now();
      const reference = makeReference(randomBytes(11));
      const dueAt = now + requestClocks.lawMs;
      const times = { now, dueAt, remindAt: rungOf(dueAt, now).nextAt ?? dueAt };
      const filed = await store.file({ subject, reference, locale, phoneNumberId, field, value, ...times });
      if (filed === null) throw new OubliError('subject_gone', 'The person was erased meanwhile.');
      const { correction, isNew } = filed;
      await announce(parts, tenant, subject, correction, isNew ? 'first' : `again-${now}`);
      telemetry.event('correction_filed', { field, isNew });
      return { reference: correction.reference, dueAt: toInstant(correction.dueAt) };
    },
    async status(tenant, reference) {
      const found = await store.byReference(tenant.tenantId, reference);
      return found === null
        ? null
        : { reference, state: found.state, reason: found.reason, dueAt: toInstant(found.dueAt) };
    },
    open: (tenantId, page) => store.open(tenantId, page),
    async decide(tenant, reference, decision) {
      const found = await store.byReference(tenant.tenantId, reference);
      if (found === null) throw new OubliError('request_missing', 'There is no such correction.');
      // Before anything is written down: what was refused does not change the card.
      if (found.state !== 'asked') throw decidedBefore();
      const subject = await subjects.byId(found.subjectId);
      if (decision.name === 'done' && subject !== null) await writeDown(parts, subject, found);
      const now = clock.now();
      const times = { now, tellAt: now + requestClocks.takenMs, expiresAt: now + requestClocks.endedMs };
      if (!(await store.decide(found.correctionId, decision, times))) throw decidedBefore();
      telemetry.event('correction_decided', { field: found.field, decision: decision.name });
      if (subject !== null) await tell(parts, tenant, subject, found, decision);
      await store.noteTold(found.correctionId);
    },
    async remindDue(limit) {
      const due = await store.takeReminders(clock.now(), limit, clock.now() + requestClocks.takenMs);
      for (const one of due) await (one.state === 'asked' ? escalate(parts, one) : tellAgain(parts, one));
      return due.length;
    },
  };
}

/** @param turn which telling it is: each goes out once. */
async function announce(
  { notices, store }: CorrectionParts,
  tenant: Tenant,
  subject: Subject,
  correction: StoredCorrection,
  turn: string,
): Promise<void> {
  const { correctionId, reference, field, openedAt, dueAt } = correction;
  const value = await store.valueOf(correctionId);
  await notices.announceAsked(tenant, {
    ...{ requestId: `${correctionId}.${turn}`, reference, what: 'correction' },
    ...{ verifiedAt: toInstant(openedAt), dueAt: toInstant(dueAt), person: identitySetOf(subject) },
    ...(value === null ? {} : { correction: { field, value } }),
  });
}

async function escalate(parts: CorrectionParts, one: StoredCorrection): Promise<void> {
  const { tenants, subjects, store, telemetry, clock } = parts;
  const [tenant, subject] = await Promise.all([tenants.byId(one.tenantId), subjects.byId(one.subjectId)]);
  const { reached, isLate, nextAt } = rungOf(one.dueAt, clock.now());
  if (tenant !== null && subject !== null) {
    await announce(parts, tenant, subject, one, `reminder-${reached}`);
    if (isLate) {
      const { correctionId: requestId, reference, locale, phoneNumberId } = one;
      const request = { requestId, reference, locale, phoneNumberId };
      // Of the kind of the decision, which takes its place if it comes after all.
      const facts = { reference, businessName: tenant.name };
      await tellLate(parts, { tenant, subject, request, kind: 'person.correction', facts });
    }
  }
  if (isLate) telemetry.fault('answer_overdue', null, { what: 'correction', reference: one.reference });
  await store.remindNext(one.correctionId, nextAt);
}

/** Whoever decided could not say it. */
async function tellAgain(parts: CorrectionParts, one: StoredCorrection): Promise<void> {
  const { tenants, subjects, store } = parts;
  const [tenant, subject] = await Promise.all([tenants.byId(one.tenantId), subjects.byId(one.subjectId)]);
  const decision =
    one.reason === null ? ({ name: 'done' } as const) : ({ name: 'refused', reason: one.reason } as const);
  if (tenant !== null && subject !== null) await tell(parts, tenant, subject, one, decision);
  await store.noteTold(one.correctionId);
}

function decidedBefore(): OubliError {
  return new OubliError('correction_decided', 'This was decided before.');
}

async function writeDown({ contacts, store }: CorrectionParts, subject: Subject, one: StoredCorrection): Promise<void> {
  const value = one.field === 'other' ? null : await store.valueOf(one.correctionId);
  if (value === null) return;
  const entry = one.field === 'name' ? { name: value } : { email: value };
  await contacts.change(subject, (card) => (card === null ? null : withEntry(card, entry, 'api')));
}

async function tell(
  parts: CorrectionParts,
  tenant: Tenant,
  subject: Subject,
  one: StoredCorrection,
  decision: CorrectionDecision,
): Promise<void> {
  const texts = correctionTexts[one.locale];
  const facts = { reference: one.reference, businessName: tenant.name };
  const body = decision.name === 'done' ? texts.done(facts) : texts.refused({ ...facts, reason: decision.reason });
  await say(parts, tenant, subject, one, body);
}

async function say(
  { tellPerson }: CorrectionParts,
  tenant: Tenant,
  { subjectId, keyId, names }: Subject,
  { correctionId: requestId, reference, locale, phoneNumberId }: StoredCorrection,
  body: string,
): Promise<void> {
  const [line = ''] = body.split('\n');
  const request = { requestId, reference, locale, phoneNumberId, person: { subjectId, keyId, names } };
  await tellPerson({ tenant, request, kind: 'person.correction', body, line });
}
