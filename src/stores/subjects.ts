import { type SubjectRow } from '../../models/subject.ts';
import { type Subject, type Subjects } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { isSameName } from '../domain/phone-spellings.ts';
import { type Identifier } from '../domain/subject.ts';
import { type Speaker, whoIsIt, whoMoved } from '../domain/who-is-it.ts';
import { type HashScope } from '../keys/blind-index.ts';
import { type HeldKeys } from '../keys/held-keys.ts';
import { leaveToErasure } from './leave-to-erasure.ts';
import { type NameMoves } from './name-moves.ts';
import { heldBy, openSubject, rowsNamed } from './subject-rows.ts';
import {
  insertSubject,
  isAmong,
  isNoNews,
  learn,
  moveTo,
  type SubjectWriteParts,
  writeSubject,
} from './subject-writes.ts';

interface SubjectParts extends SubjectWriteParts {
  readonly moves: NameMoves;
}

/** Times a person is looked at again when somebody else changed them meanwhile. */
const maxTries = 5;

/** Keeps subjects in MongoDB: names sealed under the person's key, found by keyed hash. */
export function createSubjectsStore(parts: SubjectParts): Subjects {
  return { ...createReads(parts), ...createSignedWrites(parts), ...createPlainWrites(parts) };
}

function createReads(parts: SubjectParts): Pick<Subjects, 'find' | 'byId' | 'isLockedOut' | 'isNoNews'> {
  const rows = parts.model.collection;
  return {
    async find(scope, identifiers, held) {
      if (identifiers.length === 0) return null;
      const people = await peopleNamed(parts, scope, identifiers, held);
      const { subjectId } = whoIsIt(identifiers, people);
      return people.find((one) => one.subjectId === subjectId) ?? null;
    },
    async byId(subjectId, held) {
      const row = await rows.findOne<SubjectRow>({ _id: subjectId as never });
      return row === null ? null : openSubject(parts.personKeys, row, held);
    },
    async isLockedOut(subjectId) {
      const row = await rows.findOne({ _id: subjectId as never }, { projection: { _id: 0, isLockedOut: 1 } });
      return row === null ? null : row['isLockedOut'] === true;
    },
    isNoNews: (subject, shown, sighting) => isNoNews(parts, subject, shown, sighting),
  };
}

/** What the person's own signed messages, and WhatsApp's signed events about them, say. */
function createSignedWrites(parts: SubjectParts): Pick<Subjects, 'ensure' | 'move'> {
  const { blindIndex, moves } = parts;
  /** True when others had to give names up, or turned out to be the same: then everybody is looked at again. */
  const regroup = async (scope: HashScope, speaker: Speaker, lane: string | undefined): Promise<boolean> => {
    if (speaker.lost.length === 0 && speaker.joined.length === 0) return false;
    await moves.apply(scope, speaker, lane);
    return true;
  };
  /** A parent id that somebody else has stays theirs. */
  const freeFor = (scope: HashScope, known: Subject, people: readonly Subject[]) => (one: Identifier) =>
    people.every((other) => other === known || !other.names.includes(blindIndex.name(scope, one)));
  return {
    ensure: (scope, shown, held, sighting = {}) =>
      tried(shown, async (names) => {
        const people = await peopleNamed(parts, scope, names, held, 'drop');
        const speaker = whoIsIt(names, people);
        if (await regroup(scope, speaker, sighting.lane)) {
          held?.letGo();
          return null;
        }
        const known = people.find((one) => one.subjectId === speaker.subjectId);
        if (known === undefined) {
          await leaveToErasure(parts, scope, names);
          return insertSubject(parts, scope, names, held, sighting);
        }
        return learn(parts, scope, known, names.filter(freeFor(scope, known, people)), sighting);
      }),
    async move(scope, { previous, names, lane }) {
      const all = eachOnce([...previous, ...names]);
      for (let attempt = 0; attempt < maxTries; attempt += 1) {
        const people = await peopleNamed(parts, scope, all, undefined, 'drop');
        const speaker = whoMoved({ previous, names }, people);
        const known = people.find((one) => one.subjectId === speaker?.subjectId);
        if (speaker === null || known === undefined) return null;
        if (await regroup(scope, speaker, lane)) continue;
        const isFree = freeFor(scope, known, people);
        const moved = await moveTo(parts, scope, known, {
          previous: previous.filter(isFree),
          names: names.filter(isFree),
        });
        if (moved !== null) return moved;
      }
      throw contended();
    },
  };
}

function createPlainWrites(parts: SubjectParts): Pick<Subjects, 'admit' | 'keyChanged' | 'spelled' | 'lockOut'> {
  const { model, clock } = parts;
  return {
    admit: (scope, identifiers) =>
      tried(identifiers, async (names) => {
        const people = await peopleNamed(parts, scope, names, undefined, 'drop');
        return people[0] ?? (await insertSubject(parts, scope, names, undefined, { isUnheard: true }));
      }),
    async keyChanged(subjectId) {
      await model.collection.updateOne(
        { _id: subjectId as never },
        { $set: { identityKeyChangedAt: new Date(clock.now()) }, $unset: { identityKey: '' } },
      );
    },
    async spelled(scope, subject, waId) {
      const said: Identifier = { kind: 'phone', value: waId };
      const { identifiers } = subject;
      if (isAmong(identifiers, said) || !identifiers.some((one) => isSameName(one, said))) return;
      // Should the row have changed meanwhile, the next answer says it again.
      await writeSubject(parts, scope, { ...subject, identifiers: [...identifiers, said] });
    },
    async lockOut(subjectId, isLockedOut) {
      await model.updateOne({ _id: subjectId }, { $set: { isLockedOut } });
    },
  };
}

/** Everybody who has one of the names. `drop`: rows whose key is gone must not keep a name from who writes today. */
async function peopleNamed(
  { model, blindIndex, personKeys }: SubjectParts,
  scope: HashScope,
  identifiers: readonly Identifier[],
  held: HeldKeys | undefined,
  shredded?: 'drop',
): Promise<readonly Subject[]> {
  const rows = await rowsNamed(model, scope.tenantId, blindIndex.names(scope, identifiers));
  // Of two people at most one is ours, and it is not known yet which: then no key is held.
  const under = rows.length === 1 ? held : undefined;
  const people: Subject[] = [];
  for (const row of rows) {
    const one = await openSubject(personKeys, row, under);
    if (one !== null) people.push({ ...one, ...heldBy(held) });
    else if (shredded === 'drop') await model.deleteOne({ _id: row._id });
  }
  return people;
}

async function tried(
  identifiers: readonly Identifier[],
  attempt: (names: readonly Identifier[]) => Promise<Subject | null>,
): Promise<Subject> {
  if (identifiers.length === 0) throw new OubliError('subject_without_name', 'A person needs at least one name.');
  const names = eachOnce(identifiers);
  for (let tries = 0; tries < maxTries; tries += 1) {
    const subject = await attempt(names);
    if (subject !== null) return subject;
  }
  throw contended();
}

function contended(): OubliError {
  return new OubliError('subject_contended', 'A person changed too often at once.', { retry: 'yes' });
}

function eachOnce(identifiers: readonly Identifier[]): readonly Identifier[] {
  return identifiers.filter(
    ({ kind, value }, at) => identifiers.findIndex((one) => one.kind === kind && one.value === value) === at,
  );
}
