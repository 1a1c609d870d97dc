import { OubliError } from '../domain/errors.ts';
import { type Clock, type Instant, toInstant } from '../domain/instant.ts';
import { type Wake } from '../queue/wake.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { requestClocks } from './clocks.ts';
import { decide } from './decide.ts';
import { type ExtensionReason, lockedOutStates } from './request-record.ts';
import { requestOfTenant } from './request-of-tenant.ts';
import { type RequestStore } from './request-store.ts';

/** The business takes longer than a month: in writing, with a reason, before the month is over, and once. */
export interface Extensions {
  /**
   * Two further months (GDPR 12(3)); the person is told. @returns until when.
   * @throws OubliError `request_missing`, `request_not_extendable` (not confirmed, or over), `request_extended`, `extension_too_late`.
   */
  extend(tenantId: string, reference: string, because: ExtensionReason): Promise<Instant>;
}

/** Makes extensions over the requests. */
export function createExtensions(parts: {
  readonly store: RequestStore;
  readonly wake: Wake;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}): Extensions {
  const { store, wake, telemetry, clock } = parts;
  return {
    async extend(tenantId, reference, because) {
      const { requestId } = await requestOfTenant(store, tenantId, reference);
      const { answer } = await decide(store, requestId, ({ state, verifiedAt, extension, noticesDue }) => {
        if (verifiedAt === null || !lockedOutStates.includes(state.name)) {
          throw new OubliError('request_not_extendable', 'Only a confirmed request that is not over can take longer.');
        }
        if (extension !== null) throw new OubliError('request_extended', 'The request takes longer already.');
        const now = clock.now();
        const monthAt = verifiedAt + requestClocks.lawMs;
        if (now >= monthAt) {
          throw new OubliError('extension_too_late', 'The month is over: the person had to be told before.');
        }
        const until = toInstant(monthAt + requestClocks.extensionMs);
        const told = [...noticesDue, 'person.extended' as const];
        return { change: { extension: { until, because }, noticesDue: told, dueAt: now }, answer: until };
      });
      telemetry.event('request_extended', { requestId, because });
      await wake.wake('request', requestId);
      return answer;
    },
  };
}
