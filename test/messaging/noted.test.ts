import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import {
  addressBook,
  alongside,
  ana,
  aside,
  bilal,
  business,
  type Log,
  openLog,
  owner,
  preference,
  status,
  text,
  wamidOf,
  wordless,
} from './log.ts';

let world: Log;
beforeAll(async () => {
  world = await openLog();
});
afterEach(() => world.empty());
afterAll(() => world.close());

const person = { person_keys: 1, subjects: 1 };

describe('statuses', () => {
  const sent = async () => {
    const subject = await world.ana();
    const order = { tenant: owner, subject, phoneNumberId: business.phoneNumberId, messageId: wamidOf('out-1') };
    await world.sentLog.sent({ ...order, type: 'template', templateName: 'code' });
  };

  test('a status of an unknown message never creates a contact, an entry or a person', async () => {
    for (const name of ['sent', 'delivered', 'read', 'played', 'failed'] as const) {
      await world.log.noted(owner, status(name));
    }
    expect(await world.counts()).toEqual({});
    expect(world.said).toContainEqual({ name: 'messaging_ignored', facts: { kind: 'status', reason: 'stranger' } });
  });

  test('a status of an unknown message of a known person makes no entry', async () => {
    await world.ana();
    await world.log.noted(owner, status('delivered'));
    expect(await world.counts()).toEqual(person);
  });

  test('a status never joins the names it carries', async () => {
    await sent();
    const other = await world.stores.subjects.ensure(owner, [bilal.phone]);
    await world.log.noted(owner, status('read', { names: [ana.bsuid, bilal.phone] }));
    expect(await world.stores.subjects.byId(other.subjectId)).toEqual(other);
    expect((await world.ana()).names).toHaveLength(2);
  });

  test('pitfall 8: a late sent does not overwrite read, and failed is final, in every order', async () => {
    const orders = [
      { names: ['read', 'sent', 'delivered'], rank: 3 },
      { names: ['failed', 'delivered', 'sent'], rank: 5 },
      { names: ['sent', 'delivered', 'read'], rank: 3 },
    ] as const;
    for (const { names, rank } of orders) {
      await sent();
      for (const name of names) await world.log.noted(owner, status(name));
      const row = await world.models.message.findOne().lean();
      expect(row?.statusRank).toBe(rank);
      expect(Object.keys(row?.statusAt ?? {}).sort()).toEqual([...names].sort());
      expect((await world.models.templateSend.findOne().lean())?.statusRank).toBe(rank);
      await world.empty();
    }
  });

  test('a failure keeps its codes, once each', async () => {
    await sent();
    await world.log.noted(owner, status('failed', { errorCodes: [131026] }));
    await world.log.noted(owner, status('failed', { errorCodes: [131026, 131047] }));
    expect((await world.models.message.findOne().lean())?.errorCodes).toEqual([131026, 131047]);
  });

  test('the same message id at another tenant is another message', async () => {
    await sent();
    await world.log.noted(wordless, status('read'));
    expect((await world.models.message.findOne().lean())?.statusRank).toBe(0);
  });

  test('a person’s own message has no status', async () => {
    await world.log.received(owner, await world.ana(), text());
    await world.log.noted(owner, status('read', { messageId: wamidOf('1') }));
    expect((await world.models.message.findOne().lean())?.statusRank).toBeUndefined();
  });
});

describe('echoes and history', () => {
  test('of strangers leave nothing', async () => {
    await world.log.noted(owner, aside('echo', { kind: 'text', text: 'Hello' }));
    await world.log.noted(owner, aside('history', { kind: 'text', text: 'Hello' }));
    expect(await world.counts()).toEqual({});
    expect(world.said.map((one) => one.facts)).toEqual([
      { kind: 'echo', reason: 'stranger' },
      { kind: 'history', reason: 'stranger' },
    ]);
  });

  test('of known people are logged by where they came from, and make no contact', async () => {
    await world.ana();
    await world.log.noted(owner, aside('echo', { kind: 'text', text: 'We looked' }, wamidOf('echo')));
    await world.log.noted(owner, aside('history', { kind: 'text', text: 'Hello' }, wamidOf('history')));
    expect(await world.counts()).toEqual({ ...person, messages: 2, message_contents: 2 });
    const rows = await world.models.message.find().sort({ origin: 1 }).lean();
    expect(rows).toMatchObject([
      { origin: 'echo', direction: 'out' },
      { origin: 'history', direction: 'in' },
    ]);
  });

  test('never join the names they carry', async () => {
    await world.stores.subjects.ensure(owner, [ana.bsuid]);
    await world.log.noted(owner, aside('history', { kind: 'text', text: 'Hello' }));
    expect(await world.stores.subjects.find(owner, [ana.phone])).toBeNull();
  });
});

describe('the address book', () => {
  test('makes a contact of a stranger', async () => {
    await world.log.noted(owner, addressBook('add', [bilal.phone], 'Bilal Imaginaire'));
    const subject = await world.stores.subjects.find(owner, [bilal.phone]);
    expect(subject && (await world.stores.contacts.read(subject))?.names).toEqual({
      'address-book': 'Bilal Imaginaire',
    });
  });

  test('adds its name, and no identifier, to somebody known', async () => {
    const subject = await world.stores.subjects.ensure(owner, [ana.bsuid]);
    await world.log.received(owner, subject, text());
    await world.log.noted(owner, addressBook('add', [ana.bsuid, ana.phone], 'Ana from the market'));
    expect((await world.stores.contacts.read(subject))?.names).toEqual({
      whatsapp: ana.name,
      'address-book': 'Ana from the market',
    });
    expect(await world.stores.subjects.find(owner, [ana.phone])).toBeNull();
  });

  test('never joins two people', async () => {
    await world.stores.subjects.ensure(owner, [ana.bsuid]);
    await world.stores.subjects.ensure(owner, [bilal.phone]);
    await world.log.noted(owner, addressBook('add', [ana.bsuid, bilal.phone], 'Who?'));
    expect(await world.counts()).toEqual({ person_keys: 2, subjects: 2 });
    expect(world.said.at(-1)?.facts).toEqual({ kind: 'contact-sync', reason: 'conflict' });
  });

  test('takes back its own name only', async () => {
    const subject = await world.ana();
    await world.log.received(owner, subject, text());
    await world.log.noted(owner, addressBook('add', [ana.phone], 'Ana from the market'));
    await world.log.noted(owner, addressBook('remove', [ana.phone]));
    expect((await world.stores.contacts.read(subject))?.names).toEqual({ whatsapp: ana.name });
  });

  test('takes the contact away when nothing else was known of it', async () => {
    await world.log.noted(owner, addressBook('add', [bilal.phone], 'Bilal Imaginaire'));
    await world.log.noted(owner, addressBook('remove', [bilal.phone]));
    expect(await world.counts()).toEqual(person);
  });

  test('does not let somebody grow back whose erasure is under way', async () => {
    world.lockedOut.add(bilal.phone.value);
    await world.log.noted(owner, addressBook('add', [bilal.phone], 'Bilal Imaginaire'));
    expect(await world.counts()).toEqual({});
  });
});

describe('wishes about marketing', () => {
  test('of strangers leave nothing', async () => {
    await world.log.noted(owner, preference(false));
    expect(await world.counts()).toEqual({});
  });

  test('are recorded once each, and the latest holds, in whatever order they arrive', async () => {
    const subject = await world.ana();
    const [first, second, third] = ['2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z', '2026-11-03T00:00:00.000Z'];
    await world.log.noted(owner, preference(true, third));
    await world.log.noted(owner, preference(false, second));
    await world.log.noted(owner, preference(false, second));
    await world.log.noted(owner, preference(true, first));
    expect(await world.stores.optIns.current(subject)).toBe('in');
    expect(await world.counts()).toEqual({ ...person, opt_ins: 3 });
  });

  test('of two at the same moment the refusal holds', async () => {
    const subject = await world.ana();
    await world.log.noted(owner, preference(false));
    await world.log.noted(owner, preference(true));
    expect(await world.stores.optIns.current(subject)).toBe('out');
  });

  test('said to the bot are recorded in every mode', async () => {
    const subject = await world.ana(alongside);
    await world.objections.record({ tenant: alongside, subject, objects: true });
    expect(await world.stores.optIns.current(subject)).toBe('out');
    world.clock.time += 1;
    await world.objections.record({ tenant: alongside, subject, objects: false });
    expect(await world.stores.optIns.current(subject)).toBe('in');
  });

  test('of somebody erased meanwhile leave nothing', async () => {
    const subject = await world.ana();
    await world.models.subject.deleteMany({});
    await world.objections.record({ tenant: owner, subject, objects: true });
    expect(await world.counts()).toEqual({ person_keys: 1 });
  });
});
