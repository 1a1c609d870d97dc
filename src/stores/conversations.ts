import { type Model } from 'mongoose';

import { type TimerName } from '../../flows/effect.ts';
import { type ConversationState } from '../../flows/step.ts';
import { type ConversationRow } from '../../models/conversation.ts';
import { type Conversation, type Conversations, type PendingEffect } from '../conversation/conversation.ts';
import { type Pace } from '../conversation/pace.ts';
import { dueAtOf } from '../conversation/next-due.ts';
import { type Subject, type Subjects } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { openJson, sealJson, type SealPlace } from '../keys/seal.ts';
import { isDuplicateKey } from './duplicate-key.ts';

interface ConversationParts {
  readonly model: Model<ConversationRow>;
  readonly subjects: Subjects;
  readonly personKeys: PersonKeys;
}

/** Keeps conversations in MongoDB: state and effects sealed, what is due in the clear. */
export function createConversationStore({ model, subjects, personKeys }: ConversationParts): Conversations {
  // Past mongoose: all of this is asked with every message.
  const rows = model.collection;
  const openBy = (row: ConversationRow | null, subject: Subject | null): Promise<Conversation | null> =>
    row === null || subject === null ? Promise.resolve(null) : open(personKeys, row, subject);

  return {
    async find(subject, phoneNumberId) {
      const row = await rows.findOne<ConversationRow>({ subjectId: subject.subjectId, phoneNumberId });
      return openBy(row, subject);
    },
    async dueInLane(lane, now, held) {
      const due = await rows.find<ConversationRow>({ lane, dueAt: { $lte: new Date(now) } }).toArray();
      const opened = await Promise.all(due.map(async (row) => openBy(row, await subjects.byId(row.subjectId, held))));
      return opened.filter((one) => one !== null);
    },
    async dueLanes(now, limit) {
      const found = await model.aggregate<{ readonly _id: string }>([
        { $match: { dueAt: { $lte: new Date(now) } } },
        { $sort: { dueAt: 1 } },
        // A bound on the work of one sweep: the next one finds the rest.
        { $limit: limit * 20 },
        { $group: { _id: '$lane', dueAt: { $min: '$dueAt' } } },
        { $sort: { dueAt: 1, _id: 1 } },
        { $limit: limit },
      ]);
      return found.map((one) => one._id);
    },
    async remove({ conversationId, version }) {
      await model.deleteOne({ _id: conversationId, version });
    },
    settle: (next, effectId) => takeOut(rows, next, effectId),
    async save(next) {
      const { subject, version } = next;
      const personKey = await personKeys.open(subject.keyId, subject.held);
      if (personKey === null) return false;
      const row = seal(next, personKey.key);
      try {
        if (version === 0) {
          await rows.insertOne({ _id: next.conversationId as never, ...row, version: 1 });
          return true;
        }
        const { matchedCount } = await rows.updateOne(
          { _id: next.conversationId as never, version },
          { $set: { ...row, version: version + 1 } },
        );
        return matchedCount === 1;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw new OubliError('conversation_not_saved', 'A conversation could not be saved.', {
          retry: 'yes',
          cause: error,
        });
      }
    },
  };
}

async function takeOut(
  rows: Model<ConversationRow>['collection'],
  next: Conversation,
  effectId: string,
): Promise<boolean> {
  const { conversationId, version } = next;
  const { matchedCount } = await rows.updateOne(
    { _id: conversationId as never, version },
    {
      $pull: { outbox: { id: effectId } } as never,
      $set: { dueAt: dueDate(next), version: version + 1, updatedAt: new Date() },
    },
  );
  return matchedCount === 1;
}

/** `null` once the person's key is destroyed. */
async function open(personKeys: PersonKeys, row: ConversationRow, subject: Subject): Promise<Conversation | null> {
  const personKey = await personKeys.open(row.keyId, subject.held);
  if (personKey === null) return null;
  const place = (field: string): SealPlace => placeOf(row.tenantId, row.keyId, field);
  const { pace, ...state } = openJson(personKey.key, row.sealedState, place('sealedState')) as SealedState;
  return {
    conversationId: row._id,
    subject,
    phoneNumberId: row.phoneNumberId,
    lane: row.lane,
    version: row.version,
    state,
    ...(pace === undefined ? {} : { pace }),
    outbox: row.outbox.map((entry) => {
      const sealed = openJson(personKey.key, entry.sealed, place('outbox')) as SealedEffect;
      return { id: entry.id, ...sealed, dueAt: Number(entry.dueAt), attempts: entry.attempts };
    }),
    timers: row.timers.map(({ name, at }) => ({ timer: name as TimerName, at: Number(at) })),
    handled: row.handled,
    lastInboundAt: Number(row.lastInboundAt),
  };
}

/** State and pace: neither is of use without the other. */
type SealedState = ConversationState & { readonly pace?: Pace };

type SealedEffect = Pick<PendingEffect, 'effect' | 'candidate' | 'heldUp' | 'news'>;

function seal(next: Conversation, key: Buffer): Omit<ConversationRow, '_id' | 'version'> {
  const { subject, outbox, timers } = next;
  const { tenantId, keyId } = subject;
  return {
    tenantId,
    subjectId: subject.subjectId,
    keyId,
    names: [...subject.names],
    lane: next.lane,
    phoneNumberId: next.phoneNumberId,
    sealedState: sealJson(key, { ...next.state, pace: next.pace }, placeOf(tenantId, keyId, 'sealedState')),
    outbox: outbox.map(({ id, dueAt, attempts, ...rest }) => ({
      id,
      kind: rest.effect.kind,
      dueAt: new Date(dueAt),
      attempts,
      sealed: sealJson(key, rest satisfies SealedEffect, placeOf(tenantId, keyId, 'outbox')),
    })),
    timers: timers.map(({ timer, at }) => ({ name: timer, at: new Date(at) })),
    handled: [...next.handled],
    dueAt: dueDate(next),
    lastInboundAt: new Date(next.lastInboundAt),
    updatedAt: new Date(),
  };
}

function dueDate(conversation: Pick<Conversation, 'outbox' | 'timers'>): Date | null {
  const dueAt = dueAtOf(conversation);
  return dueAt === null ? null : new Date(dueAt);
}

function placeOf(tenantId: string, keyId: string, field: string): SealPlace {
  return { tenantId, collection: 'conversations', field, keyId };
}
