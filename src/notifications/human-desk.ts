import { createHash } from 'node:crypto';

import { type HumanDesk } from '../conversation/effect-desk.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { makeReference } from '../domain/reference.ts';
import { channelsOf } from './channel.ts';
import { type Notices } from './notices.ts';

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
      // Of the person's random id and the hour: a second asking makes the same id, and nothing leads back from it.
      const hash = createHash('sha256')
        .update(JSON.stringify([subject.subjectId, at.slice(0, 13)]))
        .digest();
      const requestId = `human-${hash.toString('base64url').slice(0, 22)}`;
      await notices.announce(tenant, { event: 'human.requested', requestId, reference: makeReference(hash), at });
      return true;
    },
  };
}
