import { type HumanDesk } from '../conversation/effect-desk.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { channelsOf } from './channel.ts';
import { type Notices } from './notices.ts';
import { onceId } from './once-id.ts';

/** Makes the desk that passes on "somebody asks for a human": once an hour for each person, however often they ask. */
export function createHumanDesk(parts: {
  readonly notices: Pick<Notices, 'announce'>;
  readonly clock: Clock;
}): HumanDesk {
  const { notices, clock } = parts;
  return {
    async tell({ tenant, subject }) {
      if (channelsOf(tenant).length === 0) return false;
      const at = toInstant(clock.now());
      // By the hour: a second asking makes the same id.
      const told = onceId('human', [subject.subjectId, at.slice(0, 13)]);
      await notices.announce(tenant, { event: 'human.requested', ...told, at });
      return true;
    },
  };
}
