import { type Restrictions } from '../conversation/effect-desk.ts';
import { identitySetOf, type Subjects } from '../conversation/subjects.ts';
import { type Clock, toInstant } from '../domain/instant.ts';
import { type OptIns } from '../messaging/records.ts';
import { type Notices } from '../notifications/notices.ts';
import { onceId } from '../notifications/once-id.ts';
import { requestClocks } from './clocks.ts';

/**
 * Records a restriction as a wish about any use (`opt_ins`, category `processing`): the send path asks for it, the copy shows
 * it, an erasure takes it along. At once and without a code: it keeps everything and harms nobody.
 */
export function createRestrictions({
  subjects,
  optIns,
  notices,
  clock,
}: {
  readonly subjects: Pick<Subjects, 'byId'>;
  readonly optIns: OptIns;
  readonly notices: Pick<Notices, 'announceAsked'>;
  readonly clock: Clock;
}): Restrictions {
  return {
    async record({ tenant, subject, restricts }) {
      const standing = await subjects.byId(subject.subjectId);
      if (standing === null) return;
      const replaced = await optIns.latest(standing, 'processing');
      if (restricts === (replaced?.state === 'out')) return;
      const now = clock.now();
      const at = toInstant(now);
      const what = restricts ? 'restriction' : 'restriction-lifted';
      await notices.announceAsked(tenant, {
        // By the wish that it replaces: told once however often it is said, also after a crash, and anew whenever it changes.
        ...{ ...onceId('freeze', [standing.subjectId, what, replaced?.at ?? 'none']), what },
        ...{ verifiedAt: at, dueAt: toInstant(now + requestClocks.lawMs), person: identitySetOf(standing) },
      });
      const state = restricts ? 'out' : 'in';
      await optIns.record({ subject: standing, category: 'processing', state, source: 'chat', at, proof: null });
    },
  };
}
