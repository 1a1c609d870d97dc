import { type Restrictions } from '../conversation/effect-desk.ts';
import { identitySetOf, type Subject, type Subjects } from '../conversation/subjects.ts';
import { type Clock, type Instant, toInstant } from '../domain/instant.ts';
import { type OptIns } from '../messaging/records.ts';
import { type Notices } from '../notifications/notices.ts';
import { onceId } from '../notifications/once-id.ts';
import { type Tenant } from '../tenants/tenant.ts';
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
  const tell = (
    tenant: Tenant,
    subject: Subject,
    {
      what,
      replaced,
      now,
    }: {
      readonly what: 'restriction' | 'restriction-lifted';
      readonly replaced: { readonly at: Instant } | null;
      readonly now: number;
    },
  ) => {
    const at = toInstant(now);
    return notices.announceAsked(tenant, {
      // By the wish that it replaces: told once however often it is said, also after a crash, and anew whenever it changes.
      ...{ ...onceId('freeze', [subject.subjectId, what, replaced?.at ?? 'none']), what },
      ...{ verifiedAt: at, dueAt: toInstant(now + requestClocks.lawMs), person: identitySetOf(subject) },
    });
  };
  const record = (subject: Subject, state: 'in' | 'out', now: number, rest: { readonly recordId?: string } = {}) =>
    optIns.record({
      ...{ subject, category: 'processing', state, source: 'chat', at: toInstant(now), proof: null },
      ...rest,
    });
  return {
    async pause({ tenant, subject }) {
      const standing = await subjects.byId(subject.subjectId);
      if (standing === null) return;
      const replaced = await optIns.latest(standing, 'processing');
      if (replaced?.state === 'out') return;
      const now = clock.now();
      await tell(tenant, standing, { what: 'restriction', replaced, now });
      await record(standing, 'out', now);
    },
    async lift({ tenant, subject, askId }) {
      const standing = await subjects.byId(subject.subjectId);
      // What somebody agrees to meanwhile has no use, and would be there when the request is taken back.
      if (standing === null || standing.isLockedOut) return null;
      const { requestId: recordId } = onceId('lift', [standing.subjectId, askId]);
      const answer = async () => ({ adsAreStopped: (await optIns.current(standing)) === 'out' });
      if (await optIns.isRecorded(recordId)) return answer();
      const replaced = await optIns.latest(standing, 'processing');
      if (replaced?.state !== 'out') return null;
      const now = clock.now();
      await tell(tenant, standing, { what: 'restriction-lifted', replaced, now });
      await record(standing, 'in', now, { recordId });
      return answer();
    },
  };
}
