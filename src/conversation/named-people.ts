import { type Identifier } from '../domain/subject.ts';
import { type HashScope } from '../keys/blind-index.ts';
import { type Subject, type Subjects } from './subjects.ts';

/**
 * Everybody whom unproven names mean, each name looked up alone: asked for together, they would be told apart as the names of one
 * signed message are, and whoever has the weaker name would be passed over (src/domain/who-is-it.ts). More than one: the names
 * are of several people.
 */
export async function namedPeople(
  subjects: Pick<Subjects, 'find'>,
  scope: HashScope,
  identifiers: readonly Identifier[],
): Promise<readonly Subject[]> {
  const found = await Promise.all(identifiers.map((one) => subjects.find(scope, [one])));
  const people = new Map(found.filter((one) => one !== null).map((one) => [one.subjectId, one]));
  return [...people.values()];
}
