import { beforeEach, describe, expect, test } from '../support/jest.ts';

import { type InboundEvent } from '../../src/domain/inbound.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { startOfTest } from '../stores/open-stores.ts';
import { bsuid, openStage, phone, phoneNumberId, tenantOf } from './stage.ts';

const stage = openStage();
const newPhone: Identifier = { kind: 'phone', value: '447700900123' };
const newBsuid: Identifier = { kind: 'bsuid', value: 'GB.exampleAna0000009' };
const item = { business: { wabaId: '111000111000111', phoneNumberId }, at: toInstant(startOfTest), names: [phone] };
const content = { kind: 'text', text: 'words of Ana Example' } as const;

const askedFor = (what: string) =>
  stage()
    .asked.filter((one) => one.what === what)
    .map((one) => one.order);
const find = (name: Identifier) => stage().stores.subjects.find(tenantOf(), [name]);
/** Rows about people; the inbox keeps its keyed ids. */
async function traces(): Promise<unknown> {
  const counts = Object.entries(await stage().stores.rowCounts());
  return Object.fromEntries(counts.filter(([name]) => !['inbox_events', 'lanes', 'day_keys'].includes(name)));
}

describe('events that are not a person’s own message', () => {
  const others: readonly InboundEvent[] = [
    { ...item, kind: 'status', messageId: 'wamid.x', status: 'failed', errorCodes: [131_026] },
    { ...item, kind: 'preference', wantsMarketing: false },
    { ...item, kind: 'echo', messageId: 'wamid.x', content },
    { ...item, kind: 'history', messageId: 'wamid.x', direction: 'in', content },
    { ...item, kind: 'contact-sync', action: 'add', fullName: 'Ana Example' },
    { ...item, kind: 'unsupported', field: 'calls', type: 'connect' },
  ];

  test.each(others.map((event) => [event.kind, event] as const))(
    'a %s is noted in the log, and by itself makes no person (privacy.md 8.7 number 3)',
    async (_, event) => {
      await stage().receive(event);
      expect(askedFor('log.noted')).toMatchObject([{ event }]);
      expect(await traces()).toEqual({});
      expect(stage().sent).toEqual([]);
    },
  );

  test('what befalls the account is told to the operator, in codes', async () => {
    const facts = { event: 'DISABLED_UPDATE', code: 7 };
    await stage().receive({ ...item, names: [], kind: 'account', field: 'account_update', facts });
    expect(stage().said).toEqual([
      { name: 'account_changed', facts: { field: 'account_update', event: 'DISABLED_UPDATE', code: 7 } },
    ]);
    expect(askedFor('log.noted')).toEqual([]);
  });
});

describe('a changed number or id', () => {
  const change = (previous: readonly Identifier[], names: readonly Identifier[]): InboundEvent => ({
    ...item,
    ...{ kind: 'identity-change', messageId: 'wamid.change', previous, names },
  });

  test('of somebody unknown makes no contact', async () => {
    await stage().receive(change([phone], [newPhone]));
    expect(await traces()).toEqual({});
    expect(stage().said).toEqual([{ name: 'identity_changed', facts: { known: false } }]);
  });

  test('of a known person joins the new names to theirs', async () => {
    const ana = await stage().stores.subjects.ensure(tenantOf(), [phone, bsuid]);
    await stage().receive(change([phone, bsuid], [newPhone, newBsuid]));
    expect(await find(newPhone)).toMatchObject({
      ...{ subjectId: ana.subjectId, identifiers: [phone, bsuid, newPhone, newBsuid] },
    });
    expect(stage().said).toEqual([{ name: 'identity_changed', facts: { known: true } }]);
  });

  test('to a number that was somebody else’s moves the number alone, and joins nobody', async () => {
    const ana = await stage().stores.subjects.ensure(tenantOf(), [phone]);
    const bea = await stage().stores.subjects.ensure(tenantOf(), [newPhone]);
    await stage().receive(change([phone], [newPhone, newBsuid]));
    expect(await find(newPhone)).toMatchObject({
      ...{ subjectId: ana.subjectId, identifiers: [phone, newPhone, newBsuid], keyIds: ana.keyIds },
    });
    const left = await stage().stores.subjects.byId(bea.subjectId);
    expect(left).toMatchObject({ identifiers: [], lostNames: [newPhone], keyIds: bea.keyIds });
    expect(left?.names).not.toContain(bea.names[0]);
  });

  test('that comes again changes nothing more', async () => {
    await stage().stores.subjects.ensure(tenantOf(), [phone]);
    await stage().receive(change([phone], [newPhone]));
    const after = await find(phone);
    await stage().receive({ ...change([phone], [newPhone]), messageId: 'wamid.again' } as InboundEvent);
    expect(await find(phone)).toEqual(after);
  });

  test('does not join people by the new names alone: a known new number is no proof of the old', async () => {
    const bea = await stage().stores.subjects.ensure(tenantOf(), [newPhone]);
    await stage().receive(change([phone], [newPhone]));
    expect(await find(newPhone)).toEqual(bea);
    expect(await find(phone)).toBeNull();
  });
});

describe('a message, where the number is the bot’s own', () => {
  test('is logged under its person, then answered', async () => {
    const event = stage().message('hello', { names: [bsuid, phone] });
    await stage().receive(event);
    expect(askedFor('log.received')).toMatchObject([{ event, subject: { identifiers: [bsuid, phone] } }]);
    expect(stage().asked[0]?.what).toBe('log.received');
    expect(stage().sent).toHaveLength(1);
  });

  test.each(['revoke', 'edit'] as const)('that is a %s goes to the log and is not answered', async (kind) => {
    await stage().stores.subjects.ensure(tenantOf(), [phone]);
    await stage().receive(stage().message({ kind, originalMessageId: 'wamid.x', text: 'DELETE' }));
    expect(askedFor('log.received')).toHaveLength(1);
    expect(stage().sent).toEqual([]);
    expect(await stage().chat()).toBeNull();
  });

  test.each(['revoke', 'edit'] as const)('that is a %s of somebody unknown makes no person', async (kind) => {
    await stage().receive(stage().message({ kind, originalMessageId: 'wamid.x', text: 'DELETE' }));
    expect([stage().asked, stage().sent, await traces()]).toEqual([[], [], {}]);
  });

  test('of nobody is counted, and leaves nothing', async () => {
    await stage().receive(stage().message('DELETE', { names: [] }));
    expect(stage().said).toEqual([{ name: 'message_from_nobody', facts: {} }]);
    expect(await traces()).toEqual({});
  });

  test('with the person’s own number, shared by our button, teaches it; any other card does not (pitfall 26)', async () => {
    const card = (isOwnNumber: boolean, phones: readonly string[]) =>
      stage().message({ kind: 'contacts', isOwnNumber, phones }, { names: [bsuid] });
    await stage().receive(card(false, [newPhone.value]));
    expect(await find(newPhone)).toBeNull();
    await stage().receive(card(true, [phone.value, newPhone.value]));
    expect((await find(bsuid))?.identifiers).toEqual([bsuid, phone]);
  });
});

describe('a message, alongside another app', () => {
  beforeEach(() => void stage().tenants.set('tenant-1', tenantOf({ mode: 'alongside' })));

  test('that is small talk is neither logged, nor answered, nor kept', async () => {
    await stage().receive(stage().message('hello'), stage().message({ kind: 'location' }), stage().message('482913'));
    expect([stage().asked, stage().sent, await traces()]).toEqual([[], [], {}]);
  });

  test('that asks for erasure is answered, and the chat is kept while it lasts', async () => {
    await stage().receive(stage().message('DELETE'));
    expect(stage().sent).toHaveLength(1);
    expect(askedFor('log.received')).toEqual([]);
    expect(askedFor('forgetting.forgetIfIdle')).toEqual([]);
    expect(await traces()).toEqual({ subjects: 1, conversations: 1, person_keys: 1 });
  });

  test('that ends the chat has it forgotten, and the person if nothing else is left', async () => {
    await stage().receive(stage().message('DELETE'));
    await stage().receive(stage().message('cancel'));
    expect(stage().sent).toHaveLength(2);
    expect(askedFor('forgetting.forgetIfIdle')).toMatchObject([{ subject: { identifiers: [phone] } }]);
    expect(await traces()).toEqual({ subjects: 1, person_keys: 1 });
  });

  test('by which the person was not yet forgotten, for a crash, has them forgotten now', async () => {
    await stage().receive(stage().message('DELETE'));
    stage().failing.push('forgetting.forgetIfIdle');
    const goodbye = stage().message('cancel');
    await stage().receive(goodbye);
    expect(await traces()).toEqual({ subjects: 1, person_keys: 1 });
    stage().pass(1_000);
    const { lane } = await stage().accept(goodbye);
    await stage().workLane(lane, new AbortController().signal);
    expect(askedFor('forgetting.forgetIfIdle')).toMatchObject([{}, { subject: { identifiers: [phone] } }]);
    expect(stage().sent).toHaveLength(2);
  });

  test('whose last answer is held up is kept until that went out', async () => {
    await stage().receive(stage().message('DELETE'));
    stage().results.push({ name: 'try-later', afterMs: 9_000, code: 130_429 });
    const goodbye = stage().message('cancel');
    await stage().receive(goodbye);
    expect(askedFor('forgetting.forgetIfIdle')).toEqual([]);
    stage().pass(9_000);
    const { lane } = await stage().accept(goodbye);
    await stage().workLane(lane, new AbortController().signal);
    expect(stage().sent).toHaveLength(3);
    expect(askedFor('forgetting.forgetIfIdle')).toHaveLength(1);
    expect(await traces()).toEqual({ subjects: 1, person_keys: 1 });
  });
});
