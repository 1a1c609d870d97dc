import { type Objections } from '../conversation/effect-desk.ts';
import { type Subjects } from '../conversation/subjects.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { recordWish } from './record-wish.ts';
import { type OptIns } from './records.ts';
import { type Suppressions } from './suppressions.ts';

/**
 * Records what a person said to the bot about marketing. Objecting is a right, so that this holds in every mode. Whoever agrees
 * wants to be in the business's lists: that ends the suppression of an erasure before.
 */
export function createObjections({
  subjects,
  optIns,
  suppressions,
  clock,
}: {
  readonly subjects: Subjects;
  readonly optIns: OptIns;
  readonly suppressions: Pick<Suppressions, 'lift'>;
  readonly clock: Clock;
}): Objections {
  return {
    async record({ tenant, subject, objects }) {
      const standing = await subjects.byId(subject.subjectId);
      // Erased meanwhile: there is nothing left that could be used for marketing, and nothing may grow back.
      if (standing === null) return objects;
      const at = toInstant(clock.now());
      if (!objects && !standing.isLockedOut) await suppressions.lift(tenant, standing.identifiers);
      return recordWish(optIns, { subject: standing, state: objects ? 'out' : 'in', source: 'chat', at });
    },
  };
}
