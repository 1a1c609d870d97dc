import { type ClientSession, type Connection, type Model } from 'mongoose';

import { type SubjectRow } from '../../models/subject.ts';
import { type VerificationRow } from '../../models/verification.ts';
import { type Lanes } from '../conversation/lanes.ts';
import { type Subject } from '../conversation/subjects.ts';
import { type Clock } from '../domain/instant.ts';
import { allSpellings, isSameName } from '../domain/phone-spellings.ts';
import { type Identifier } from '../domain/subject.ts';
import { type Speaker } from '../domain/who-is-it.ts';
import { holdLanes } from '../erasure/lane-hold.ts';
import { type BlindIndex, type HashScope } from '../keys/blind-index.ts';
import { type PersonKeys } from '../keys/person-keys.ts';
import { runningStates } from '../requests/request-record.ts';
import { boundModels, passTo, renameIn } from './bound-documents.ts';
import { joinContacts } from './join-contacts.ts';
import { joinCorrections } from './join-corrections.ts';
import { identityBusy, leaveToErasure } from './leave-to-erasure.ts';
import { openSubject, sealNames } from './subject-rows.ts';

/** Takes names from people, and makes one of two. All or nothing; never on the way of an ordinary message. */
export interface NameMoves {
  /**
   * @param lane the lane whose lease the caller holds.
   * @throws OubliError `identity_busy`: somebody whose name it is has their turn just now, or is being erased. Try again.
   */
  apply(scope: HashScope, speaker: Speaker, lane?: string): Promise<void>;
}

interface MoveParts {
  readonly model: Model<SubjectRow>;
  readonly blindIndex: BlindIndex;
  readonly personKeys: PersonKeys;
  readonly lanes: Lanes;
  readonly clock: Clock;
}

const leaseMs = 30_000;

/**
 * Makes moves of names. Whoever loses a name keeps everything that is theirs: in each of their documents another hash, which
 * nobody can be asked for by, takes the place of the lost one, so that their erasure still finds it, and that of whoever has
 * the name now does not.
 */
export function createNameMoves(parts: MoveParts): NameMoves {
  const { model, blindIndex, lanes, clock } = parts;
  const connection = model.db;
  return {
    async apply(scope, speaker, lane) {
      const ids = [...new Set([...speaker.lost.map(({ subjectId }) => subjectId), ...speaker.joined])];
      const people = await openAll(parts, ids);
      // All lanes of whoever is touched: nothing of theirs is being written under the old names meanwhile.
      const theirs = people
        .flatMap(({ identifiers }) => allSpellings(identifiers))
        .map((one) => blindIndex.lane(scope, one));
      const hold = await holdLanes(
        lanes,
        theirs.filter((one) => one !== lane),
        clock.now(),
        leaseMs,
      );
      if (hold === null) throw identityBusy();
      try {
        await connection.transaction(async (session) => {
          if (await isBeingErased(connection, ids, session)) throw identityBusy();
          for (const person of people) {
            const lost = speaker.lost.filter(({ subjectId }) => subjectId === person.subjectId);
            if (lost.length > 0)
              await takeFrom(
                parts,
                scope,
                person,
                lost.map(({ identifier }) => identifier),
                session,
              );
          }
          const [target] = speaker.subjectId === null ? [] : await openAll(parts, [speaker.subjectId]);
          const joined = people.filter(({ subjectId }) => speaker.joined.includes(subjectId));
          if (target !== undefined && joined.length > 0) {
            const all = [target, ...joined].flatMap(({ identifiers }) => identifiers);
            await leaveToErasure(parts, scope, all, session);
            await join(parts, target, joined, session);
          }
        });
      } finally {
        await hold.release();
      }
    },
  };
}

async function openAll({ model, personKeys }: MoveParts, ids: readonly string[]): Promise<readonly Subject[]> {
  const rows = await model.collection.find<SubjectRow>({ _id: { $in: ids as never[] } }).toArray();
  const opened = await Promise.all(rows.map((row) => openSubject(personKeys, row)));
  return opened.filter((one) => one !== null);
}

/** Whoever is being erased is erased under the names that were theirs when it began. */
async function isBeingErased(connection: Connection, ids: readonly string[], session: ClientSession): Promise<boolean> {
  const running = { subjectId: { $in: [...ids] }, 'state.name': { $in: [...runningStates] } };
  return (await connection.collection('requests').findOne(running, { session, projection: { _id: 1 } })) !== null;
}

async function takeFrom(
  { model, blindIndex, personKeys, clock }: MoveParts,
  scope: HashScope,
  person: Subject,
  lost: readonly Identifier[],
  session: ClientSession,
): Promise<void> {
  const { subjectId } = person;
  const personKey = await personKeys.open(person.keyId);
  if (personKey === null) throw identityBusy();
  const isLost = (one: Identifier): boolean => lost.some((other) => isSameName(one, other));
  const gone = person.identifiers.filter(isLost);
  const identifiers = person.identifiers.filter((one) => !isLost(one));
  const lostNames = [...person.lostNames, ...gone];
  const former = new Map(blindIndex.names(scope, gone).map((hash) => [hash, blindIndex.formerName(subjectId, hash)]));
  const { matchedCount } = await model.collection.updateOne(
    { _id: subjectId as never, names: [...person.names] },
    {
      $set: {
        names: [...new Set(person.names.map((hash) => former.get(hash) ?? hash))],
        sealed: sealNames(personKey, { ...person, identifiers, lostNames }),
        identityChangedAt: new Date(clock.now()),
      },
    },
    { session },
  );
  if (matchedCount === 0) throw identityBusy();
  for (const bound of boundModels(model.db)) await renameIn(bound, person, former, session);
  await splitCounters(model.db, scope, { blindIndex, gone, identifiers }, session);
}

/** A code that went to a name which is somebody else's now is void; the counts stay with whoever they were counted for. */
async function splitCounters(
  connection: Connection,
  scope: HashScope,
  {
    blindIndex,
    gone,
    identifiers,
  }: {
    readonly blindIndex: BlindIndex;
    readonly gone: readonly Identifier[];
    readonly identifiers: readonly Identifier[];
  },
  session: ClientSession,
): Promise<void> {
  const rows = connection.collection<VerificationRow>('verifications');
  const { tenantId } = scope;
  const countersOf = (names: readonly Identifier[]): string[] => names.map((one) => blindIndex.codeCounter(scope, one));
  const [lost, kept] = [countersOf(gone), countersOf(identifiers)];
  const isTheirs = { tenantId, counters: { $in: [...lost, ...kept] } };
  await rows.updateMany(isTheirs, { $set: { live: null } }, { session });
  const isShared = { tenantId, $and: [{ counters: { $in: lost } }, { counters: { $in: kept } }] };
  await rows.updateMany(isShared, { $pull: { counters: { $in: lost } } as never }, { session });
}

/** Makes one of several: names, keys and documents go to `target`. */
async function join(
  { model, personKeys, clock }: MoveParts,
  target: Subject,
  others: readonly Subject[],
  session: ClientSession,
): Promise<void> {
  const personKey = others.length === 0 ? null : await personKeys.open(target.keyId);
  if (personKey === null) return;
  const all = [target, ...others];
  await model.collection.deleteMany({ _id: { $in: others.map(({ subjectId }) => subjectId as never) } }, { session });
  const { matchedCount } = await model.collection.updateOne(
    { _id: target.subjectId as never, names: [...target.names] },
    {
      $set: {
        names: [...new Set(all.flatMap(({ names }) => names))],
        keyIds: [...new Set(all.flatMap(({ keyIds }) => keyIds))],
        sealed: sealNames(personKey, {
          // The last of a kind is where the person is: what was just shown of them.
          identifiers: all.flatMap(({ identifiers }) => identifiers),
          sharedNumbers: all.flatMap(({ sharedNumbers }) => sharedNumbers),
          lostNames: all.flatMap(({ lostNames }) => lostNames),
        }),
        isLockedOut: all.some(({ isLockedOut }) => isLockedOut),
        // A code is bound to the person it was made for: it is asked for anew.
        identityChangedAt: new Date(clock.now()),
      },
    },
    { session },
  );
  if (matchedCount === 0) throw identityBusy();
  for (const from of others) {
    await joinContacts(model.db, personKeys, { from, target }, session);
    await joinCorrections(model.db, { from, target, now: clock.now() }, session);
    for (const bound of boundModels(model.db)) await passTo(bound, from, target, session);
  }
}
