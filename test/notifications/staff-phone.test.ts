import { afterEach, beforeEach, describe, expect, test } from '../support/jest.ts';

import { type Dispatch } from '../../src/notifications/channel.ts';
import { createStaffPhoneChannel } from '../../src/notifications/channels/staff-phone.ts';
import { type Telemetry } from '../../src/telemetry/telemetry.ts';
import { type Tenant } from '../../src/tenants/tenant.ts';
import { foundIn } from '../stores/forms-of.ts';
import { type Person } from '../support/graph/person.ts';
import { type Listener, startListener } from '../whatsapp/listener.ts';
import { openRig, plants, type Rig } from '../whatsapp/rig.ts';
import { erasedNotice, type NoticeWorld, openNoticeWorld, reference, tenantWith } from './notice-world.ts';

const staffNumber = '447700900123';
const at = '2026-11-24T12:00:00.000Z';
const erased: Dispatch = { kind: 'single', id: 'msg_1', at, notice: erasedNotice };
const asking: Dispatch = {
  ...{ kind: 'single', id: 'msg_3', at },
  notice: { event: 'breaker.held', requestId: 'breaker-1', reference: 'BREAKER-1', at, limit: 20, tap: 'w'.repeat(22) },
};
const url = `https://oubli.example.org/n/${'i'.repeat(22)}#${'k'.repeat(43)}`;
const verified: Dispatch = {
  ...{ kind: 'single', id: 'msg_2', at },
  notice: {
    ...{ event: 'dsr.verified', requestId: 'request-1', reference, right: 'erasure', subjectRef: [] },
    confirmedBy: 'code',
    ...{ verifiedAt: at, startsAt: at, dueAt: at, reveal: { url, expiresAt: '2026-11-27T12:00:00.000Z' } },
  },
};

let rig: Rig;
let staff: Person;
beforeEach(async () => {
  rig = await openRig();
  const { wabaId } = plants;
  rig.graph.addTemplate({ wabaId, name: 'dsr_notice', language: 'fr', category: 'UTILITY', parameterCount: 3 });
  staff = rig.graph.addPerson({ phone: staffNumber, bsuid: 'GB.1000000000000000009', name: 'Staff Fictive' });
});
afterEach(() => rig.close());

function tenantOf(
  template: string | null,
  others: Tenant['channels'] = {},
  rest: { readonly buttonTemplate?: string } = {},
): Tenant {
  const staffPhone = { phone: staffNumber, locale: 'fr' as const, ...(template === null ? {} : { template }), ...rest };
  const phoneNumbers = [{ phoneNumberId: plants.phoneNumberId, displayPhoneNumber: plants.displayPhoneNumber }];
  return tenantWith({ url: '' }, { accessToken: plants.token, phoneNumbers, channels: { ...others, staffPhone } });
}
const email = { email: { address: 'privacy@plants.example.org' } };
const tell = (tenant: Tenant, dispatch: Dispatch) => {
  const telemetry: Telemetry = {
    event: (name, facts = {}) => void rig.said.push({ name, facts }),
    fault: (name, _error, facts = {}) => void rig.said.push({ name, facts }),
  };
  return createStaffPhoneChannel({ sender: rig.sender, templateLanguage: (locale) => locale, telemetry }).send(
    tenant,
    dispatch,
  );
};

describe('the staff phone', () => {
  test('gets the utility template, also outside the 24-hour window: reference, what happened, when', async () => {
    expect(await tell(tenantOf('dsr_notice'), erased)).toMatchObject({ name: 'delivered' });
    expect(staff.arrived[0]?.template).toEqual({
      name: 'dsr_notice',
      language: 'fr',
      parameters: [reference, 'données effacées et vérifiées', '24 novembre 2026, 12:00 UTC'],
    });
  });

  test('a template never carries the link', async () => {
    await tell(tenantOf('dsr_notice'), verified);
    expect(JSON.stringify(rig.graph.calls)).not.toContain('kkkk');
  });

  test('without a template gets free text with the link, inside the window', async () => {
    await staff.writes('Bonjour');
    expect(await tell(tenantOf(null), verified)).toMatchObject({ name: 'delivered' });
    const [message] = staff.arrived;
    expect(message?.type).toBe('text');
    expect(message?.text).toContain('Effacement confirmé');
    expect(message?.text).toContain(reference);
    expect(message?.text.split('\n')).toContain(url);
  });

  test('asked for a tap it gets a button: with the template that has one outside the window, and in the chat inside it', async () => {
    const { wabaId } = plants;
    const withButton = {
      ...{ wabaId, name: 'dsr_button', language: 'fr', category: 'UTILITY' as const },
      parameterCount: 3,
    };
    rig.graph.addTemplate({ ...withButton, quickReplies: ['Laisser continuer'] });
    const tenant = tenantOf('dsr_notice', {}, { buttonTemplate: 'dsr_button' });
    expect(await tell(tenant, asking)).toMatchObject({ name: 'delivered' });
    expect(staff.arrived[0]).toMatchObject({
      template: { name: 'dsr_button' },
      buttons: [{ id: `breaker.go-on.${'w'.repeat(22)}`, title: 'Laisser continuer' }],
    });
    await staff.writes('Bonjour');
    await tell(tenantOf('dsr_notice'), asking);
    expect(staff.arrived.slice(1).map(({ template, buttons }) => template?.name ?? buttons.length)).toEqual([
      'dsr_notice',
      1,
    ]);
    await tell(tenantOf(null), asking);
    expect(staff.arrived.at(-1)?.text).toMatch(/touchez le bouton.*BREAKER-1/s);
  });

  test('a template that Meta refuses gives way to free text, and the operator hears of it', async () => {
    await staff.writes('Bonjour');
    expect(await tell(tenantOf('dsr_missing'), erased)).toMatchObject({ name: 'delivered' });
    expect(staff.arrived[0]?.type).toBe('text');
    expect(rig.said).toContainEqual({
      name: 'staff_template_refused',
      facts: { tenantId: 'tenant-plants', code: 132001 },
    });
  });
});

describe('a staff phone that does not take it', () => {
  beforeEach(async () => {
    // Here Meta says at once what it otherwise says by a status.
    await rig.close();
    rig = await openRig({ failsLate: [] });
    staff = rig.graph.addPerson({ phone: staffNumber, bsuid: 'GB.1000000000000000009', name: 'Staff Fictive' });
  });

  test('because the window is closed: over where there are other channels, tried on where this is the only one', async () => {
    expect(await tell(tenantOf(null, email), erased)).toEqual({ name: 'refused', code: 'whatsapp_131047' });
    expect(await tell(tenantOf(null), erased)).toEqual({ name: 'later', code: 'whatsapp_131047' });
  });

  test('because WhatsApp is busy or silent: tried again', async () => {
    await staff.writes('Bonjour');
    rig.graph.script.failNext({ how: 'drop' });
    expect(await tell(tenantOf(null), erased)).toMatchObject({ name: 'later' });
    rig.graph.script.failNext({ httpStatus: 429 });
    expect(await tell(tenantOf(null), erased)).toMatchObject({ name: 'later' });
  });
});

describe('a message that is accepted and fails later', () => {
  let world: NoticeWorld;
  let listener: Listener;
  beforeEach(async () => {
    listener = await startListener();
    rig.graph.deliverTo(listener.url);
    world = await openNoticeWorld({ sender: rig.sender });
    world.tenant = tenantOf(null, email);
  });
  afterEach(async () => {
    await world.close();
    await listener.close();
  });

  test('counts as failed once its status says so; the operator and the other channels hear of it', async () => {
    await world.notices.announce(world.tenant, erasedNotice);
    await world.deliverDue();
    const row = () => world.models.notices.findById('request-1.dsr.erased.staff').lean();
    expect((await row())?.state).toBe('delivered');
    await rig.graph.settled();
    // Outside the window: nothing arrived, and a status says which message failed.
    expect(staff.arrived).toEqual([]);
    const failed = listener.statuses().filter((one) => one['status'] === 'failed');
    expect(failed).toMatchObject([{ errors: [{ code: 131047 }] }]);
    const messageId = String(failed[0]?.['id']);
    expect(foundIn(await world.rawBytes(), [messageId, staffNumber])).toEqual([]);
    expect(await world.notices.failedLate(world.tenant, 'wamid.of-another-message', [131047])).toBe(false);
    expect(await world.notices.failedLate(world.tenant, messageId, [131047])).toBe(true);
    expect(await row()).toMatchObject({ state: 'failed', errorCode: 'whatsapp_131047' });
    expect(world.said).toContainEqual({
      name: 'notice_failed',
      facts: { channel: 'staff', event: 'dsr.erased', tries: 1, code: 'whatsapp_131047' },
    });
    await world.deliverDue();
    expect(world.smtp.mails.at(-1)?.parsed.subject).toBe(`A notice did not reach you: ${reference}`);
  });
});
