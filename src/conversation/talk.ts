import { randomUUID } from 'node:crypto';

import { type FlowContext, type FlowInput } from '../../flows/flow.ts';
import { initialConversation, isQuiet } from '../../flows/step.ts';
import { OubliError } from '../domain/errors.ts';
import { type InboundMessage } from '../domain/inbound.ts';
import { toInstant, toMilliseconds } from '../domain/instant.ts';
import { type Identifier } from '../domain/subject.ts';
import { type HeldKeys } from '../keys/held-keys.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { applyStep } from './apply-step.ts';
import { beginDue, type Begun } from './begin-due.ts';
import { type Conversation, type Conversations, type PendingEffect } from './conversation.ts';
import { flowContext, type PreviewOf } from './flow-context.ts';
import { type RequestDesk } from './effect-desk.ts';
import { changeOf, withChange } from './identity-change.ts';
import { unparked } from './parked.ts';
import { readInput } from './read-input.ts';
import { withEnd } from './request-end.ts';
import { sightingOf } from './sighting.ts';
import { type Subject, type Subjects } from './subjects.ts';

/** Times a step is tried again when somebody else moved the conversation meanwhile. */
const maxTries = 5;

export interface TalkParts {
  readonly subjects: Subjects;
  readonly conversations: Conversations;
  readonly previewOf: PreviewOf;
  readonly requests: Pick<RequestDesk, 'isOver'>;
  /** Makes whatever code was sent to a person count no more. */
  readonly voidCodes: (tenant: Tenant, subject: Subject) => Promise<void>;
  readonly now: () => number;
}

/** Something that a person said. */
export interface Hearing {
  readonly tenant: Tenant;
  /** Names from the signed sender fields. */
  readonly names: readonly Identifier[];
  readonly event: InboundMessage;
  readonly eventId: string;
  readonly lane: string;
  /** Whom the names mean, where that was asked already under the same lease. */
  readonly subject?: Subject;
  readonly held?: HeldKeys;
}

/** `begun`: what was claimed with the same write, and is the caller's to perform. */
interface Heard {
  readonly conversation: Conversation;
  readonly begun?: PendingEffect;
}

/** load ▸ read ▸ step ▸ save: state and effects in one compare-and-set. */
export interface Talk {
  /** Steps with what the person said. `null`: nothing came of it, and nothing is kept. */
  hear(hearing: Hearing): Promise<Conversation | null>;
  /** Steps, and claims what is due first in the same write: a wait for the journal less before the answer. */
  hearAndBegin(hearing: Hearing): Promise<Heard | null>;
  /** Steps with an outcome or a timer of a conversation that is in hand; `null` when somebody was faster or it was erased. */
  advance(tenant: Tenant, conversation: Conversation, eventId: string, input: FlowInput): Promise<Conversation | null>;
  /** Has the chat learn that its request is over, if it is, and saves that. `null` when somebody was faster or it was erased. */
  catchUp(tenant: Tenant, conversation: Conversation): Promise<Conversation | null>;
  /** An effect is done, and nothing came of it: `conversation` is without it. `null` when somebody was faster or it was erased. */
  settle(conversation: Conversation, effectId: string): Promise<Conversation | null>;
  /** Saves as it is. `null` when somebody was faster or it was erased. */
  save(conversation: Conversation): Promise<Conversation | null>;
  /** The chat as it stands now; `null` when it was erased. */
  reload(conversation: Conversation): Promise<Conversation | null>;
}

/** Makes the steps of a chat durable. */
export function createTalk(parts: TalkParts): Talk {
  const { subjects, conversations, previewOf, requests, now } = parts;
  const save = async (next: Conversation): Promise<Conversation | null> =>
    (await conversations.save(next)) ? { ...next, version: next.version + 1 } : null;

  const heard = async (order: Hearing, begin: (conversation: Conversation) => Begun | null): Promise<Heard | null> => {
    const { tenant, names, event, eventId, lane, held } = order;
    const sighting = sightingOf(event, lane);
    for (let tries = 0; tries < maxTries; tries += 1) {
      const context = flowContext(tenant, now(), previewOf);
      const { subject, known, from } = await load(parts, order, tries === 0 ? order.subject : undefined, context);
      if (from.handled.includes(eventId)) return known === null ? null : { conversation: known };
      const { input, candidate } = readInput(from.state, event.content, tenant.code.digits);
      const stepped = applyStep(
        { ...from, outbox: unparked(from.outbox, now()) },
        { eventId, input, candidate, context: { ...context, isKnown: subject !== null } },
      );
      if (known === null && isQuiet(stepped.state) && stepped.outbox.length === 0) return null;
      const lastInboundAt = Math.max(from.lastInboundAt, toMilliseconds(event.at));
      // Only now is there something to keep: a stranger becomes a person with names and a key.
      const next = {
        ...stepped,
        subject: subject ?? (await subjects.ensure(tenant, names, held, sighting)),
        lane,
        lastInboundAt,
      };
      const begun = begin(next);
      const saved = await save(begun?.conversation ?? next);
      if (saved !== null) return { conversation: saved, ...(begun === null ? {} : { begun: begun.pending }) };
    }
    throw new OubliError('conversation_contended', 'A conversation changed too often at once.', { retry: 'yes' });
  };

  return {
    save,
    settle: async (conversation, effectId) =>
      (await conversations.settle(conversation, effectId))
        ? { ...conversation, version: conversation.version + 1 }
        : null,
    reload: ({ subject, phoneNumberId }) => conversations.find(subject, phoneNumberId),
    hear: async (hearing) => (await heard(hearing, () => null))?.conversation ?? null,
    hearAndBegin: (hearing) => heard(hearing, (conversation) => beginDue(conversation, now())),
    async catchUp(tenant, conversation) {
      const ended = await withEnd(conversation, requests, flowContext(tenant, now(), previewOf));
      return ended === null ? conversation : save(ended);
    },
    advance(tenant, conversation, eventId, input) {
      if (conversation.handled.includes(eventId)) return save(conversation);
      const context = flowContext(tenant, now(), previewOf);
      return save(applyStep(conversation, { eventId, input, candidate: null, context }));
    },
  };
}

/** Who speaks, and their chat as it stands once it knows what happened meanwhile. */
async function load(
  { subjects, conversations, requests, voidCodes, now }: TalkParts,
  order: Hearing,
  seen: Subject | undefined,
  context: FlowContext,
) {
  const { tenant, names, event, lane } = order;
  const { phoneNumberId } = event.business;
  const subject = await whoSpeaks(subjects, order, seen);
  // Asked once: should it be contended, somebody else has stored something after all.
  const isNew = seen?.held?.hasMade(seen.keyId) === true;
  const known = subject === null || isNew ? null : await conversations.find(subject, phoneNumberId);
  if (subject === null || known === null) {
    const whose = subject ?? stranger(tenant, names, now());
    return { subject, known, from: freshConversation(whose, phoneNumberId, lane) };
  }
  const changed = withChange(known, context);
  if (changed !== null) await voidCodes(tenant, subject);
  const from = changed ?? known;
  return { subject, known, from: (await withEnd(from, requests, context)) ?? from };
}

function freshConversation(subject: Subject, phoneNumberId: string, lane: string): Conversation {
  const state = initialConversation();
  const conversationId = randomUUID();
  const change = changeOf(subject);
  return {
    conversationId,
    subject,
    phoneNumberId,
    lane,
    version: 0,
    state,
    outbox: [],
    timers: [],
    // Whatever changed before there was a chat is no news to it.
    handled: change === null ? [] : [change],
    lastInboundAt: 0,
  };
}

/** `null`: a stranger. Somebody known learns what the message says of them before a word of it is heard. */
async function whoSpeaks(
  subjects: Subjects,
  { tenant, names, event, lane, held }: Hearing,
  seen: Subject | undefined,
): Promise<Subject | null> {
  if (seen !== undefined) return seen;
  const subject = await subjects.find(tenant, names, held);
  const sighting = sightingOf(event, lane);
  if (subject === null || subjects.isNoNews(subject, names, sighting)) return subject;
  return subjects.ensure(tenant, names, held, sighting);
}

/** Somebody of whom nothing is stored, in memory only. */
function stranger({ tenantId }: Tenant, identifiers: readonly Identifier[], now: number): Subject {
  return {
    ...{ subjectId: '', tenantId, keyId: '', keyIds: [], names: [], identifiers },
    ...{ sharedNumbers: [], lostNames: [], isLockedOut: false },
    ...{ firstSeenAt: toInstant(now), identityChangedAt: null, identityKeyHash: null, identityKeyChangedAt: null },
  };
}
