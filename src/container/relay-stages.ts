import { type RelayDesk, type RequestDesk } from '../conversation/effect-desk.ts';
import { type Clock } from '../domain/instant.ts';
import { type Notices } from '../notifications/notices.ts';
import { withRelayCodes } from '../requests/relay-codes.ts';
import { createRelays } from '../requests/relays.ts';
import { createLastNumber } from '../stores/last-number.ts';
import { createRelayStore } from '../stores/relays.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Stores } from './stores.ts';

/** What is asked on the operator's own number: confirmed by a code, then handed over. */
export function createRelayStages(parts: {
  readonly stores: Stores;
  readonly desk: RequestDesk;
  readonly notices: Pick<Notices, 'announce' | 'announceAsked'>;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}): { readonly relayCodes: RequestDesk; readonly relays: RelayDesk } {
  const { stores, desk, clock } = parts;
  const { models, personKeys, subjects, tenants, requests, blindIndex } = stores;
  const store = createRelayStore({ model: models.relay, personKeys });
  return {
    relayCodes: withRelayCodes(desk, { store, clock }),
    relays: createRelays({
      ...{ ...parts, store, requests, subjects, tenants },
      lastNumber: createLastNumber({ conversations: models.conversation, messages: models.message }),
      namesOf: (scope, identifiers) => blindIndex.names(scope, identifiers),
    }),
  };
}
