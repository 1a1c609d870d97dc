import { type Objections } from '../conversation/effect-desk.ts';
import { type Subjects } from '../conversation/subjects.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { recordWish } from './record-wish.ts';
import { type OptIns } from './records.ts';

/** Records what a person said to the bot about marketing. Objecting is a right, so that this holds in every mode. */
export function createObjections({
  subjects,
  optIns,
  clock,
}: {
  readonly subjects: Subjects;
  readonly optIns: OptIns;
  readonly clock: Clock;
}): Objections {
  return {
    async record({ subject, objects }) {
      const standing = await subjects.byId(subject.subjectId);
      // Erased meanwhile: there is nothing left that could be used for marketing, and nothing may grow back.
      if (standing === null) return;
      const at = toInstant(clock.now());
      await recordWish(optIns, { subject: standing, state: objects ? 'out' : 'in', source: 'chat', at });
    },
  };
}
