import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { type Sender } from '../conversation/sender.ts';
import { toMilliseconds } from '../domain/instant.ts';
import { addressOf, type IdentitySet } from '../domain/subject.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type EraseContext } from './eraser.ts';
import { type Register } from './register.ts';
import { retentionFor, stepOf } from './retention-for.ts';
import { type RunSession } from './run-session.ts';
import { inStore } from './step-failure.ts';

/** After this long the person hears that it goes on. Milliseconds. */
const silenceMs = 5_000;

interface EraseParts {
  readonly register: Register;
  readonly sender: Sender;
  readonly telemetry: Telemetry;
  readonly now: () => number;
}

/** Erases store after store, a checkpoint after each; what has one is not erased again. Then moves to `scanning`. */
export async function eraseStores(
  parts: EraseParts,
  session: RunSession,
  tenant: Tenant,
  identity: IdentitySet,
): Promise<void> {
  const { state } = session.request;
  if (state.name !== 'erasing') return;
  const progress = createProgress(parts, session, tenant, identity);
  const context: EraseContext = {
    signal: session.signal,
    erasedFrom: toMilliseconds(state.erasedFrom),
    async stillOurs() {
      progress.tellIfSlow();
      await session.stillOurs();
    },
  };
  for (const eraser of parts.register.erasers) {
    const { steps } = session.request;
    if (steps.some((step) => step.store === eraser.store)) continue;
    const retention = retentionFor(eraser, session.request.plan, steps);
    const { deleted, retained } = await inStore(eraser.store, 'step_failed', session.signal, () =>
      eraser.erase(identity, retention, context),
    );
    await session.change({ steps: [...steps, stepOf(eraser.store, retained, retention)], attempts: 0 });
    parts.telemetry.event('store_erased', { store: eraser.store, deleted, retained });
  }
  await progress.settled();
  await session.change({ state: { ...state, name: 'scanning' }, attempts: 0 });
}

/** One word to the person when it takes long: best effort, once a request, never waited for while there is work. */
function createProgress(
  { sender, now }: EraseParts,
  session: RunSession,
  tenant: Tenant,
  { identifiers }: IdentitySet,
) {
  let sending: Promise<unknown> | null = null;
  return {
    tellIfSlow(): void {
      const { told, locale, phoneNumberId, reference } = session.request;
      if (sending !== null || told.includes('person.progress') || now() - session.startedAt < silenceMs) return;
      const to = addressOf(identifiers);
      if (to === null) return;
      session.noteTold('person.progress');
      const body = deletionTexts[locale].progress({ reference });
      sending = sender.send({ tenant, phoneNumberId, to, message: { kind: 'text', body } }).catch(() => undefined);
    },
    settled: async (): Promise<void> => {
      await sending;
    },
  };
}
