import { type RelayDesk, type RequestDesk } from '../conversation/effect-desk.ts';
import { type Clock } from '../domain/instant.ts';
import { type Identifier } from '../domain/subject.ts';
import { type HashScope } from '../keys/blind-index.ts';
import { type Notices } from '../notifications/notices.ts';
import { withRelayCodes } from '../requests/relay-codes.ts';
import { createOpenRelays, type OpenRelays } from '../requests/open-relays.ts';
import { createRelayAnswers, type RelayAnswers } from '../requests/relay-answers.ts';
import { createRelays } from '../requests/relays.ts';
import { createRelayWaits, type RelayWaits } from '../requests/relay-waits.ts';
import { type TellPerson } from '../requests/tell-person.ts';
import { createRelayStore } from '../stores/relays.ts';
import { createRelayWaitStore } from '../stores/relay-waits.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Stores } from './stores.ts';

/** What is asked on the operator's own number: confirmed by a code, then handed over. */
export function createRelayStages(parts: {
  readonly stores: Stores;
  readonly desk: RequestDesk;
  readonly notices: Pick<Notices, 'announce' | 'announceAsked'>;
  readonly tellPerson: TellPerson;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}): {
  readonly relayCodes: RequestDesk;
  readonly relays: RelayDesk;
  readonly relayWaits: RelayWaits;
  readonly relayAnswers: RelayAnswers;
  readonly openRelays: OpenRelays;
} {
  const { stores, desk, clock } = parts;
  const { models, personKeys, subjects, tenants, requests, blindIndex, lanes, lastNumber } = stores;
  const store = createRelayStore({ model: models.relay, personKeys });
  const relayParts = {
    ...{ ...parts, store, requests, subjects, tenants, lastNumber },
    namesOf: (scope: HashScope, identifiers: readonly Identifier[]) => blindIndex.names(scope, identifiers),
  };
  const waits = createRelayWaitStore({ model: models.relay });
  return {
    relayCodes: withRelayCodes(desk, { store, clock }),
    relays: createRelays(relayParts),
    relayWaits: createRelayWaits({ ...relayParts, waits, lanes, blindIndex }),
    openRelays: createOpenRelays(relayParts),
    relayAnswers: createRelayAnswers({ ...relayParts, lanes, blindIndex }),
  };
}
