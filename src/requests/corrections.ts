import { randomBytes } from 'node:crypto';

import { correctionTexts } from '../../flows/correction/texts/index.ts';
import { type CorrectionDesk } from '../conversation/effect-desk.ts';
import { identitySetOf, type Subject } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { toInstant } from '../domain/instant.ts';
import { makeReference } from '../domain/reference.ts';
import { withEntry } from '../messaging/contact-card.ts';
import { type Contacts } from '../messaging/records.ts';
import { type Notices } from '../notifications/notices.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { rungOf } from './answer-ladder.ts';
import { requestClocks } from './clocks.ts';
import { remindEach, type ReminderParts, type Whose } from './remind-each.ts';
import { tellLate } from './tell-late.ts';
import { type TellPerson } from './tell-person.ts';
import { type CorrectionDecision, type CorrectionStore, type StoredCorrection } from './correction-store.ts';

export interface CorrectionParts extends ReminderParts {
  readonly store: CorrectionStore;
  readonly contacts: Pick<Contacts, 'change'>;
  readonly notices: Pick<Notices, 'announceAsked'>;
  readonly tellPerson: TellPerson;
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
   * and the person, with where to complain. Tells people what was decided where that failed. What fails, or is of somebody who is
   * busy just now, is left for later. Returns how many were due.
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
    async status({ subject, reference }) {
      const found = await store.ofPerson(subject, reference);
      return found === null
        ? null
        : { reference, state: found.state, reason: found.reason, dueAt: toInstant(found.dueAt) };
    },
    open: (tenantId, page) => store.open(tenantId, page),
    async decide(tenant, reference, decision) {
      // First of all: of two who decide at once, whoever comes second writes and says nothing.
      const found = await note(parts, tenant, reference, decision);
      telemetry.event('correction_decided', { field: found.field, decision: decision.name });
      const subject = await subjects.byId(found.subjectId);
      await carryOut(parts, subject === null ? null : { tenant, subject }, found, decision);
    },
    async remindDue(limit) {
      const due = await store.takeReminders(clock.now(), limit, clock.now() + requestClocks.takenMs);
      await remindEach(parts, due, (one, whose) => remind(parts, one, whose));
      return due.length;
    },
  };
}

/** Writes the decision down. Once more where it became one with another of theirs between the look and the write. */
async function note(
  { store, clock }: CorrectionParts,
  tenant: Tenant,
  reference: string,
  decision: CorrectionDecision,
): Promise<StoredCorrection> {
  const now = clock.now();
  const times = { now, tellAt: now + requestClocks.takenMs, expiresAt: now + requestClocks.endedMs };
  for (let tries = 0; tries < 2; tries += 1) {
    const found = await store.byReference(tenant.tenantId, reference);
    if (found === null) throw new OubliError('request_missing', 'There is no such correction.');
    if (await store.decide(found.correctionId, decision, times)) return found;
  }
  throw new OubliError('correction_decided', 'This was decided before.');
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

async function remind(parts: CorrectionParts, taken: StoredCorrection, whose: Whose | null): Promise<void> {
  const one = await parts.store.byReference(taken.tenantId, taken.reference);
  // Decided, or erased, since it was taken: whoever did it says so.
  if (one?.state !== taken.state) return;
  if (one.state === 'asked') return escalate(parts, one, whose);
  // Whoever decided could not carry it out, or say it.
  const decision =
    one.reason === null ? ({ name: 'done' } as const) : ({ name: 'refused', reason: one.reason } as const);
  await carryOut(parts, whose, one, decision);
}

async function escalate(parts: CorrectionParts, one: StoredCorrection, whose: Whose | null): Promise<void> {
  const { store, telemetry, clock } = parts;
  const { reached, isLate, nextAt } = rungOf(one.dueAt, clock.now());
  if (whose !== null) {
    const { tenant, subject } = whose;
    // Of this month: asked again later, it climbs the same rungs anew.
    await announce(parts, tenant, subject, one, `reminder-${reached}.${one.openedAt}`);
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

/** What follows from a decision. Again after a crash: the same entry changes nothing, and the same words take each other's place. */
async function carryOut(
  parts: CorrectionParts,
  whose: Whose | null,
  one: StoredCorrection,
  decision: CorrectionDecision,
): Promise<void> {
  if (whose !== null) {
    const { tenant, subject } = whose;
    if (decision.name === 'done') await writeDown(parts, subject, one);
    await tell(parts, tenant, subject, one, decision);
  }
  await parts.store.noteTold(one.correctionId);
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
  const { subjectId, keyId, names } = subject;
  const { correctionId: requestId, reference, locale, phoneNumberId } = one;
  const [line = ''] = body.split('\n');
  const request = { requestId, reference, locale, phoneNumberId, person: { subjectId, keyId, names } };
  await parts.tellPerson({ tenant, request, kind: 'person.correction', body, line });
}
