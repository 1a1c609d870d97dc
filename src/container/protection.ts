import { type Clock } from '../domain/instant.ts';
import { type Locale } from '../domain/locale.ts';
import { type Notices } from '../notifications/notices.ts';
import { type Sender } from '../conversation/sender.ts';
import { type Wake } from '../queue/wake.ts';
import { createAwaitPerson } from '../requests/await-person.ts';
import { createBreaker } from '../requests/breaker.ts';
import { createPaidSends } from '../requests/paid-sends.ts';
import { createGatherRiskSignals } from '../requests/risk-signals.ts';
import { createForgetNews, createTellPerson } from '../requests/tell-person.ts';
import { createBreakerHours } from '../stores/breaker-hours.ts';
import { createPaidSendStore } from '../stores/paid-sends.ts';
import { createRiskFacts } from '../stores/risk-facts.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Stores } from './stores.ts';

/** What stands between a request and whoever would misuse it: risk, budget, breaker, and news that does not get lost. */
export function createProtection(parts: {
  readonly stores: Stores;
  readonly notices: Pick<Notices, 'announce'>;
  readonly sender: Sender;
  readonly templateLanguage: (locale: Locale) => string;
  readonly wake: Wake;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}) {
  const { stores, clock } = parts;
  const { models, subjects, conversations, verifications, blindIndex, tenants } = stores;
  const store = stores.requests;
  const paidSends = createPaidSends({ ...parts, store: createPaidSendStore({ model: models.paidSend }) });
  return {
    paidSends,
    tellPerson: createTellPerson({ ...parts, subjects, conversations, paidSends }),
    awaitPerson: createAwaitPerson({ subjects, conversations }),
    forgetNews: createForgetNews({ subjects, conversations }),
    breaker: createBreaker({ ...parts, hours: createBreakerHours({ model: models.breakerHour }), store, tenants }),
    riskSignals: createGatherRiskSignals({
      facts: createRiskFacts({ model: models.subject }),
      codeSigns: verifications,
      subjects,
      store,
      counterOf: (scope, identifier) => blindIndex.codeCounter(scope, identifier),
      clock,
    }),
  };
}
