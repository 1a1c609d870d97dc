import { createRelayStages } from '../../src/container/relay-stages.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { type ControllerNotice } from '../../src/notifications/notice.ts';
import { type AskedOrder } from '../../src/notifications/notices.ts';
import { type PersonNews } from '../../src/requests/tell-person.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { type ErasureWorld } from '../erasure/erasure-world.ts';
import { anaNames, tenantOf } from '../erasure/tenant-and-names.ts';

const operatorIds = { portfolioId: '5000000000000777', wabaId: '555000555000555', name: 'Made-Up Messaging' };
export const operator = tenantOf('tenant-operator', { ...operatorIds, isOperator: true });
export const phoneNumberId = '666000666000666';

/** What stands behind the operator's own number, over a whole engine; and Ana, who writes to it. */
export async function openRelayWorld(world: ErasureWorld) {
  await world.empty();
  world.tenants.set(operator.tenantId, operator);
  /** What businesses and people were told. */
  const told: (AskedOrder & { readonly to: string })[] = [];
  const takenBack: (ControllerNotice & { readonly to: string })[] = [];
  /** What the person was told of their wait. */
  const said: PersonNews[] = [];
  /** What whoever runs the service was paged for. */
  const faults: { readonly code: string; readonly facts: unknown }[] = [];
  /** How often a business's request may still be verified, or cancelled, or people told, before the process dies. */
  const left = { verified: Infinity, cancelled: Infinity, told: Infinity };
  const died = () => Promise.reject(new Error('The power went.'));
  const stages = createRelayStages({
    stores: {
      ...world.stores,
      tenants: { ...world.stores.tenants, all: () => Promise.resolve([...world.tenants.values()]) },
    },
    telemetry: {
      ...world.telemetry,
      fault: (code, _error, facts) => void faults.push({ code, facts }),
    },
    clock: world.clock,
    tellPerson(news) {
      said.push(news);
      return Promise.resolve('sent');
    },
    desk: {
      ...world.desk,
      verified: (...order) => (--left.verified < 0 ? died() : world.desk.verified(...order)),
      cancel: (...order) => (--left.cancelled < 0 ? died() : world.desk.cancel(...order)),
    },
    notices: {
      announce({ tenantId: to }, notice) {
        takenBack.push({ ...notice, to });
        return Promise.resolve();
      },
      announceAsked({ tenantId: to }, order) {
        if (--left.told < 0) return died();
        told.push({ ...order, to });
        return Promise.resolve();
      },
    },
  });
  const ana = await world.person(operator, anaNames);
  const orderOf = (businesses: readonly string[], subject: Subject) => {
    const part = { kind: 'elsewhere', asked: { businesses, about: 'Ana Fictive, in spring' } } as const;
    return { tenant: operator, subject, phoneNumberId, matter: { right: 'erasure', part }, locale: 'en' } as const;
  };
  return {
    ...{ told, takenBack, said, faults, left, stages, ana },
    /** Confirms with a yes; the code is on its way. */
    async asks(businesses: readonly string[], subject = ana): Promise<string> {
      const opening = await stages.relayCodes.open(orderOf(businesses, subject));
      if (opening.name !== 'open') throw new Error('It was not opened.');
      await stages.relayCodes.codeSent(opening.requestId, 'template');
      return opening.requestId;
    },
    async handOver(requestId: string, subject = ana) {
      const handed = await stages.relays.handOver({ tenant: operator, subject, requestId });
      if (handed === null) throw new Error('It was cancelled.');
      return handed;
    },
    async passOn(askId: string, words = 'I am the mother of Eli Fictive') {
      const order = { tenant: operator, subject: ana, phoneNumberId, locale: 'en', words, askId } as const;
      const passed = await stages.relays.passOn(order);
      if (passed === null) throw new Error('It was too often.');
      return passed;
    },
    /** Looks at whatever is due, as the sweep does. */
    async sweep(): Promise<void> {
      for (const id of await stages.relayWaits.due(world.clock.time, 10)) await stages.relayWaits.look(id);
    },
    takeBack: (askId: string, requestId: string | null = null, subject = ana) =>
      stages.relays.takeBack({ tenant: operator, subject, requestId, because: 'asked', askId }),
    standing: (reference: string, subject = ana) => stages.relays.status({ tenant: operator, subject, reference }),
    requestsAt: (tenant: Tenant) =>
      world.stores.models.request.find({ tenantId: tenant.tenantId }).lean<{ _id: string; codeChannel?: string }[]>(),
    async stateAt(tenant: Tenant): Promise<string> {
      const [row] = await world.stores.models.request.find({ tenantId: tenant.tenantId }).lean<{ _id: string }[]>();
      return (await world.request(row?._id ?? '')).state.name;
    },
  };
}

export type RelayWorld = Awaited<ReturnType<typeof openRelayWorld>>;
