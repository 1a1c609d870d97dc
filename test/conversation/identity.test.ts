import { beforeEach, describe, expect, test } from '../support/jest.ts';

import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { identitySetOf, type Subject } from '../../src/conversation/subjects.ts';
import { type InboundEvent } from '../../src/domain/inbound.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { startOfTest } from '../stores/open-stores.ts';
import { bsuid, openStage, phone, phoneNumberId, tenantOf } from './stage.ts';

const stage = openStage();
const newPhone: Identifier = { kind: 'phone', value: '447700900123' };
const newBsuid: Identifier = { kind: 'bsuid', value: 'GB.exampleAna0000009' };
const item = { business: { wabaId: '111000111000111', phoneNumberId }, at: toInstant(startOfTest) };
const texts = deletionTexts.en;

const find = (...names: readonly Identifier[]) => stage().stores.subjects.find(tenantOf(), names);
const write = (words: string, names: readonly Identifier[], rest: { readonly identityKeyHash?: string } = {}) =>
  stage().receive(stage().message(words, { names, ...rest }));
const change = (previous: readonly Identifier[], names: readonly Identifier[]): InboundEvent => ({
  ...item,
  ...{ kind: 'identity-change', messageId: 'wamid.change', previous, names },
});
const last = () => stage().told().at(-1);
const stateOf = async (name: Identifier) => (await stage().chat(name))?.state.state.name;
/** The code on the person's phone, of the last message that holds one. */
function code(): string {
  const found = stage()
    .sent.map(({ message }) => (message.kind === 'template' ? message.code : undefined))
    .findLast((one) => one !== undefined);
  if (found === undefined) throw new Error('no code was sent');
  return found;
}

async function asksForCode(names: readonly Identifier[], rest: { readonly identityKeyHash?: string } = {}) {
  await write('DELETE', names, rest);
  await write('yes', names, rest);
  expect(await stateOf(names[0] ?? phone)).toBe('code_sent');
  return code();
}

beforeEach(() => {
  const codeChannels = { template: { name: 'oubli_code' }, email: false, chat: false };
  stage().tenants.set('tenant-1', tenantOf({ codeChannels }));
});

describe('a number that was given to somebody else', () => {
  let old: Subject;
  beforeEach(async () => {
    await write('hello, I am Ana', [bsuid, phone]);
    const known = await find(bsuid);
    if (known === null) throw new Error('nobody was made');
    old = known;
    await write('hello, I am Bea', [newBsuid, phone]);
  });

  test('is the newcomer’s; who had it keeps all else, and the number as history', async () => {
    const newcomer = await find(phone);
    expect(newcomer).toMatchObject({ identifiers: [newBsuid, phone], lostNames: [], identityChangedAt: null });
    expect(newcomer?.subjectId).not.toBe(old.subjectId);
    expect(newcomer?.keyIds).not.toContain(old.keyId);
    const left = await find(bsuid);
    expect(left).toMatchObject({ subjectId: old.subjectId, identifiers: [bsuid], lostNames: [phone] });
    expect(left?.identityChangedAt).toBe(toInstant(startOfTest));
  });

  test('leads nowhere to what is the old person’s, nor theirs to the newcomer’s', async () => {
    const [newcomer, left] = [await find(phone), await find(bsuid)];
    if (newcomer === null || left === null) throw new Error('somebody is missing');
    const [one, other] = [identitySetOf(newcomer), identitySetOf(left)];
    expect(one.hashes.filter((hash) => other.hashes.includes(hash))).toEqual([]);
    const chats = await stage().stores.models.conversations.find().lean();
    expect(chats).toHaveLength(2);
    for (const chat of chats) {
      const [whose, others] = chat.subjectId === old.subjectId ? [other, one] : [one, other];
      expect(chat.names.filter((hash) => others.hashes.includes(hash))).toEqual([]);
      expect(chat.names.filter((hash) => whose.hashes.includes(hash)).length).toBeGreaterThan(0);
    }
  });

  test('is written to for the newcomer alone', async () => {
    await write('hello again', [bsuid]);
    expect(stage().sent.at(-1)?.to).toEqual({ bsuid: bsuid.value });
    await write('hello again', [newBsuid, phone]);
    expect(stage().sent.at(-1)?.to).toMatchObject({ phone: phone.value, bsuid: newBsuid.value });
  });

  test('parts them once, whoever writes next', async () => {
    const before = await stage().stores.rowCounts();
    await write('it is me', [newBsuid, phone]);
    await write('it is me', [bsuid]);
    await write('me too', [phone]);
    expect(await stage().stores.rowCounts()).toMatchObject({
      ...{ subjects: before['subjects'], person_keys: before['person_keys'], conversations: 2 },
    });
  });
});

describe('a number that is given on in the middle of a verification', () => {
  test('takes the code with it: it is good for neither of the two', async () => {
    const sent = await asksForCode([bsuid, phone]);
    await write(sent, [newBsuid, phone]);
    expect(stage().asked.filter(({ what }) => what === 'requests.verified')).toEqual([]);
    await write(sent, [bsuid]);
    expect(last()).toBe(texts.identityChanged);
    expect(await stateOf(bsuid)).toBe('code_needed');
    expect(stage().asked.filter(({ what }) => what === 'requests.verified')).toEqual([]);
  });
});

describe('a number that changes in the middle of a verification', () => {
  test('ends it without a word; with the next one the person hears it in their language, and may ask again', async () => {
    const sent = await asksForCode([bsuid, phone]);
    const before = stage().sent.length;
    stage().pass(61_000);
    await stage().receive(change([bsuid, phone], [newBsuid, newPhone]));
    expect(stage().sent).toHaveLength(before);
    await write(sent, [newBsuid, newPhone]);
    expect(last()).toBe(texts.identityChanged);
    await write('new code', [newBsuid, newPhone]);
    expect(await stateOf(newBsuid)).toBe('code_sent');
    expect(stage().sent.at(-2)?.to).toMatchObject({ phone: newPhone.value, bsuid: newBsuid.value });
    await write(code(), [newBsuid, newPhone]);
    expect(stage().asked.filter(({ what }) => what === 'requests.verified')).toHaveLength(1);
  });

  test('is told once: what is typed afterwards counts, however much was said before', async () => {
    await asksForCode([bsuid, phone]);
    stage().pass(61_000);
    await stage().receive(change([bsuid, phone], [newBsuid, newPhone]));
    await write('hm?', [newBsuid, newPhone]);
    for (let count = 0; count < 70; count += 1) {
      // Slowly enough to be answered each time (`pace.ts`).
      stage().pass(90_000);
      await write('status', [newBsuid, newPhone]);
    }
    await write('new code', [newBsuid, newPhone]);
    await write('status', [newBsuid, newPhone]);
    await write(code(), [newBsuid, newPhone]);
    expect(stage().asked.filter(({ what }) => what === 'requests.verified')).toHaveLength(1);
  });

  test('and before any chat is no news to the one that begins', async () => {
    await stage().stores.subjects.ensure(tenantOf(), [bsuid, phone]);
    await stage().receive(change([bsuid, phone], [newBsuid, newPhone]));
    await write(await asksForCode([newBsuid, newPhone]), [newBsuid, newPhone]);
    expect(stage().asked.filter(({ what }) => what === 'requests.verified')).toHaveLength(1);
  });
});

describe('a key that changes', () => {
  test('without a baseline is none: the first one seen is', async () => {
    await write('hello', [bsuid, phone]);
    expect(await find(bsuid)).toMatchObject({ identityKeyHash: null, identityKeyChangedAt: null });
    await write('hello', [bsuid, phone], { identityKeyHash: 'Key1=' });
    const seen = await find(bsuid);
    expect(seen).toMatchObject({ identityKeyHash: expect.stringMatching(/^1\./), identityKeyChangedAt: null });
    expect(JSON.stringify(seen)).not.toContain('Key1=');
    await write('hello', [bsuid, phone]);
    expect(await find(bsuid)).toEqual(seen);
  });

  test('is noted, and ends a half-finished verification', async () => {
    const sent = await asksForCode([bsuid, phone], { identityKeyHash: 'Key1=' });
    await write(sent, [bsuid, phone], { identityKeyHash: 'Key2=' });
    expect(last()).toBe(texts.identityChanged);
    expect(await find(bsuid)).toMatchObject({ identityKeyChangedAt: toInstant(startOfTest) });
  });

  test('by Meta’s word alone leaves no baseline', async () => {
    await write('hello', [bsuid, phone], { identityKeyHash: 'Key1=' });
    await stage().receive(change([], [bsuid, phone]));
    expect(await find(bsuid)).toMatchObject({
      ...{ identityKeyHash: null, identityKeyChangedAt: toInstant(startOfTest), identifiers: [bsuid, phone] },
    });
  });
});

describe('a send that Meta refuses because the key is another (137000)', () => {
  const refused = { name: 'refused', reason: 'identity-changed', code: 137_000 } as const;
  const noted = () => find(bsuid).then((one) => one?.identityKeyChangedAt);

  test('at once is noted of the person, and the words are not sent again', async () => {
    await write('hello', [bsuid, phone], { identityKeyHash: 'Key1=' });
    stage().results.push(refused);
    await write('help', [bsuid, phone], { identityKeyHash: 'Key1=' });
    expect(stage().sent).toHaveLength(2);
    expect(await noted()).toBe(toInstant(startOfTest));
  });

  test('late, by a status, is noted as well, and changes no name', async () => {
    await write('hello', [bsuid, phone]);
    const before = await find(bsuid);
    const late = { ...item, kind: 'status', messageId: 'wamid.1', status: 'failed', errorCodes: [137_000] } as const;
    await stage().receive({ ...late, names: [phone, newBsuid] }, { ...late, messageId: 'wamid.2', names: [phone] });
    expect(await find(bsuid)).toEqual({ ...before, identityKeyChangedAt: toInstant(startOfTest) });
  });

  test('with the code in it sends no code another way', async () => {
    const codeChannels = { template: { name: 'oubli_code' }, email: true, chat: true };
    stage().tenants.set('tenant-1', tenantOf({ codeChannels }));
    await write('DELETE', [bsuid, phone]);
    stage().results.push(refused);
    await write('yes', [bsuid, phone]);
    expect(last()).toBe(texts.notIssued.failed);
    expect(stage().asked.filter(({ what }) => what === 'codeMail.send')).toEqual([]);
    expect(await noted()).toBe(toInstant(startOfTest));
  });
});

describe('poisoning', () => {
  const content = { kind: 'text', text: 'DELETE' } as const;
  const claim = { ...item, names: [newBsuid, phone], messageId: 'wamid.claim' };
  const attempts: readonly InboundEvent[] = [
    { ...claim, kind: 'status', status: 'delivered', errorCodes: [] },
    { ...claim, kind: 'echo', content },
    { ...claim, kind: 'history', direction: 'in', content },
    { ...claim, kind: 'preference', wantsMarketing: true },
    { ...claim, kind: 'contact-sync', action: 'add', fullName: 'Ana Example' },
    { ...claim, kind: 'unsupported', field: 'calls', type: 'connect' },
  ];

  test.each(attempts.map((event) => [event.kind, event] as const))(
    'a %s that names two people together neither joins nor parts them',
    async (_, event) => {
      await write('hello', [bsuid, phone]);
      await write('hello', [newBsuid]);
      const before = [await find(bsuid), await find(newBsuid)];
      await stage().receive(event);
      expect([await find(bsuid), await find(newBsuid)]).toEqual(before);
      expect(await find(phone)).toEqual(before[0]);
    },
  );

  test('a card that is not the person’s own number teaches nothing', async () => {
    await write('hello', [bsuid, phone]);
    await write('hello', [newBsuid]);
    const card = { kind: 'contacts', isOwnNumber: false, phones: [phone.value] } as const;
    await stage().receive(stage().message(card, { names: [newBsuid] }));
    expect(await find(phone)).toMatchObject({ identifiers: [bsuid, phone] });
    expect(await find(newBsuid)).toMatchObject({ identifiers: [newBsuid] });
  });
});
