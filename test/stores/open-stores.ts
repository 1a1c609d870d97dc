import { type Connection, type Model } from 'mongoose';

import { type AnswerCountRow, defineAnswerCount } from '../../models/answer-count.ts';
import { type ArrivalRow, defineArrival } from '../../models/arrival.ts';
import { type ConversationRow, defineConversation } from '../../models/conversation.ts';
import { type DayKeyRow, defineDayKey } from '../../models/day-key.ts';
import { defineInboxEvent, type InboxEventRow } from '../../models/inbox-event.ts';
import { defineLane, type LaneRow } from '../../models/lane.ts';
import { definePersonKey, type PersonKeyRow } from '../../models/person-key.ts';
import { defineSubject, type SubjectRow } from '../../models/subject.ts';
import { defineTombstone, type TombstoneRow } from '../../models/tombstone.ts';
import { defineVerification, type VerificationRow } from '../../models/verification.ts';
import { type AnswerCounts } from '../../src/conversation/aftercare.ts';
import { type Conversations } from '../../src/conversation/conversation.ts';
import { type Lanes } from '../../src/conversation/lanes.ts';
import { type Subjects } from '../../src/conversation/subjects.ts';
import { type Tombstones } from '../../src/conversation/tombstones.ts';
import { type VerificationStore } from '../../src/conversation/codes.ts';
import { type TombstoneWriter } from '../../src/erasure/remembrance.ts';
import { type BlindIndex, createBlindIndex } from '../../src/keys/blind-index.ts';
import { createDayKeys, type DayKeys, type DayKeyStore } from '../../src/keys/day-keys.ts';
import { type EpochKeys } from '../../src/keys/epoch-keys.ts';
import { createKeyring, type Keyring } from '../../src/keys/keyring.ts';
import { createPersonKeys, type PersonKeys, type PersonKeyStore } from '../../src/keys/person-keys.ts';
import { connectMongo } from '../../src/stores/connect.ts';
import { createAnswerCountStore } from '../../src/stores/answer-counts.ts';
import { createConversationStore } from '../../src/stores/conversations.ts';
import { createDayKeyStore } from '../../src/stores/day-keys.ts';
import { createInboxStore, type InboxStore } from '../../src/stores/inbox.ts';
import { createLaneStore } from '../../src/stores/lanes.ts';
import { createNameMoves } from '../../src/stores/name-moves.ts';
import { createPersonKeyStore } from '../../src/stores/person-keys.ts';
import { createSubjectsStore } from '../../src/stores/subjects.ts';
import { createTombstoneStore } from '../../src/stores/tombstones.ts';
import { createVerificationStore } from '../../src/stores/verifications.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';
import { freshEpochs } from '../support/key-file.ts';

/** Far ahead, so that MongoDB's own clock expires nothing in the middle of a test. */
export const startOfTest = Date.parse('2031-03-05T12:00:00.000Z');

/** A clock that a test moves. */
export interface MovableClock {
  time: number;
  now(): number;
}

export interface Models {
  readonly subjects: Model<SubjectRow>;
  readonly conversations: Model<ConversationRow>;
  readonly verifications: Model<VerificationRow>;
  readonly lanes: Model<LaneRow>;
  readonly personKeys: Model<PersonKeyRow>;
  readonly dayKeys: Model<DayKeyRow>;
  readonly arrivals: Model<ArrivalRow>;
  readonly inboxEvents: Model<InboxEventRow>;
  readonly tombstones: Model<TombstoneRow>;
  readonly answerCounts: Model<AnswerCountRow>;
}

/** The real stores on a database of their own. */
export interface OpenStores {
  readonly connection: Connection;
  readonly models: Models;
  readonly clock: MovableClock;
  readonly keyring: Keyring;
  readonly epochs: EpochKeys;
  readonly blindIndex: BlindIndex;
  readonly personKeyStore: PersonKeyStore;
  readonly personKeys: PersonKeys;
  readonly dayKeyStore: DayKeyStore;
  readonly dayKeys: DayKeys;
  readonly subjects: Subjects;
  readonly conversations: Conversations;
  readonly verifications: VerificationStore;
  readonly lanes: Lanes;
  readonly inbox: InboxStore;
  readonly answerCounts: AnswerCounts;
  readonly tombstones: Tombstones & TombstoneWriter;
  /** Every byte that the collections hold, one BSON document after the other. */
  rawBytes(): Promise<Buffer>;
  /** How many rows each collection that has any holds. */
  rowCounts(): Promise<Readonly<Record<string, number>>>;
  /** Empties every collection and puts the clock back. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the core's stores as production does, indexes included. */
export async function openStores(): Promise<OpenStores> {
  const database = await testDatabase();
  const connection = await connectMongo(database.databaseUri);
  const models = defineModels(connection);
  for (const model of Object.values(models) as Model<unknown>[]) await model.createIndexes();
  const clock: MovableClock = { time: startOfTest, now: () => clock.time };
  const keyring = createKeyring(Buffer.alloc(32, 7));
  const blindIndex = createBlindIndex(keyring);
  const epochs = await freshEpochs(keyring);
  const personKeyStore = createPersonKeyStore({ model: models.personKeys });
  const personKeys = createPersonKeys({ store: personKeyStore, epochs });
  const dayKeyStore = createDayKeyStore({ model: models.dayKeys });
  const dayKeys = createDayKeys({ store: dayKeyStore, epochs, clock });
  const lanes = createLaneStore({ model: models.lanes });
  const moves = createNameMoves({ model: models.subjects, blindIndex, personKeys, lanes, clock });
  const subjects = createSubjectsStore({ model: models.subjects, blindIndex, personKeys, moves, clock });
  return {
    ...{
      connection,
      models,
      clock,
      keyring,
      epochs,
      blindIndex,
      personKeyStore,
      personKeys,
      dayKeyStore,
      dayKeys,
      subjects,
    },
    conversations: createConversationStore({ model: models.conversations, subjects, personKeys }),
    verifications: createVerificationStore({ model: models.verifications }),
    lanes: createLaneStore({ model: models.lanes }),
    inbox: createInboxStore({ model: models.inboxEvents, arrivals: models.arrivals, dayKeys }),
    answerCounts: createAnswerCountStore({ model: models.answerCounts, blindIndex }),
    tombstones: createTombstoneStore({ model: models.tombstones, blindIndex }),
    ...inspectionOf(connection, clock),
    async close() {
      await connection.close();
      await database.giveBack();
    },
  };
}

function defineModels(connection: Connection): Models {
  return {
    subjects: defineSubject(connection),
    conversations: defineConversation(connection),
    verifications: defineVerification(connection),
    lanes: defineLane(connection),
    personKeys: definePersonKey(connection),
    dayKeys: defineDayKey(connection),
    arrivals: defineArrival(connection),
    inboxEvents: defineInboxEvent(connection),
    answerCounts: defineAnswerCount(connection),
    tombstones: defineTombstone(connection),
  };
}

function inspectionOf(
  connection: Connection,
  clock: MovableClock,
): Pick<OpenStores, 'rawBytes' | 'rowCounts' | 'empty'> {
  const collections = async () => (await connection.db?.collections()) ?? [];
  return {
    async rawBytes() {
      const found: Buffer[] = [];
      for (const collection of await collections()) {
        // With `raw` the driver hands out the BSON itself.
        found.push(...((await collection.find({}, { raw: true }).toArray()) as unknown as Buffer[]));
      }
      return Buffer.concat(found);
    },
    async rowCounts() {
      const counts: Record<string, number> = {};
      for (const collection of await collections()) {
        const rows = await collection.countDocuments();
        if (rows > 0) counts[collection.collectionName] = rows;
      }
      return counts;
    },
    async empty() {
      clock.time = startOfTest;
      await emptyDatabase(connection.db);
    },
  };
}
