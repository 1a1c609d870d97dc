import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';

import { openJson } from '../../src/keys/seal.ts';
import { sealPlace } from '../../src/stores/messaging-log-fields.ts';
import {
  addressBook,
  alongside,
  ana,
  aside,
  at,
  bilal,
  business,
  type Log,
  message,
  now,
  openLog,
  owner,
  photo,
  preference,
  status,
  text,
  wamidOf,
  wordless,
  unending,
} from './log.ts';

let world: Log;
beforeAll(async () => {
  world = await openLog();
});
afterEach(() => world.empty());
afterAll(() => world.close());

const person = { person_keys: 1, subjects: 1 };

/** What is kept of a message's words, opened. */
async function wordsKept(): Promise<unknown[]> {
  const rows = await world.models.content.find().lean();
  return Promise.all(
    rows.map(async (row) => {
      const key = await world.stores.personKeys.open(row.keyId);
      return key === null ? null : openJson(key.key, row.sealed, sealPlace(row, 'message_contents'));
    }),
  );
}

describe('a message of a person', () => {
  test('leaves a contact, an entry and, apart, its words', async () => {
    const subject = await world.ana();
    await world.log.received(owner, subject, text());
    expect(await world.counts()).toEqual({ ...person, contacts: 1, messages: 1, message_contents: 1 });
    expect(await world.models.message.findOne().lean()).toMatchObject({
      tenantId: owner.tenantId,
      subjectId: subject.subjectId,
      keyId: subject.keyId,
      names: subject.names,
      direction: 'in',
      origin: 'live',
      type: 'text',
      at: new Date(at),
    });
    expect(await wordsKept()).toEqual([{ text: ana.text }]);
    expect(await world.stores.contacts.read(subject)).toEqual({
      names: { whatsapp: ana.name },
      email: null,
      attributes: {},
      identityKeyHash: null,
    });
  });

  test('handled again after a crash leaves nothing twice', async () => {
    const subject = await world.ana();
    for (let time = 0; time < 3; time += 1) await world.log.received(owner, subject, photo());
    await Promise.all(Array.from({ length: 8 }, () => world.log.received(owner, subject, photo())));
    expect(await world.counts()).toEqual({ ...person, contacts: 1, messages: 1, message_contents: 1, media: 1 });
  });

  test('leaves no words and no file where the business did not turn content on', async () => {
    const subject = await world.ana(wordless);
    await world.log.received(wordless, subject, photo());
    expect(await world.counts()).toEqual({ ...person, contacts: 1, messages: 1 });
    expect((await world.models.message.findOne().lean())?.type).toBe('image');
  });

  test('has its words end keepDays after it was written, whenever it came in', async () => {
    const subject = await world.ana();
    const old = '2026-10-20T12:00:00.000Z';
    const recent = '2026-11-20T12:00:00.000Z';
    await world.log.received(owner, subject, text('too old', { messageId: wamidOf('old'), at: old }));
    await world.log.received(owner, subject, text('recent', { messageId: wamidOf('recent'), at: recent }));
    expect(await wordsKept()).toEqual([{ text: 'recent' }]);
    const row = await world.models.content.findOne().lean();
    expect(row?.expiresAt.toISOString()).toBe('2026-12-20T12:00:00.000Z');
  });

  test('that reacts, shows a place or another person’s card is logged by its type alone', async () => {
    const subject = await world.ana();
    const contents = [
      { kind: 'reaction', emoji: '🌹' },
      { kind: 'location' },
      { kind: 'contacts', isOwnNumber: false, phones: [bilal.phone.value] },
      { kind: 'form', name: 'order' },
      { kind: 'unsupported', type: 'poll_creation' },
    ] as const;
    for (const [index, content] of contents.entries()) {
      await world.log.received(owner, subject, message(content, { messageId: wamidOf(String(index)) }));
    }
    expect(await world.counts()).toEqual({ ...person, contacts: 1, messages: 5 });
    expect((await world.models.message.distinct('type')).sort()).toEqual([
      'contacts',
      'form',
      'location',
      'poll_creation',
      'reaction',
    ]);
  });

  test('writes the contact only when it says something new', async () => {
    const subject = await world.ana();
    await world.log.received(owner, subject, text());
    const first = await world.models.contact.findOne().lean();
    await world.log.received(owner, subject, text('again', { messageId: wamidOf('2') }));
    await world.log.received(owner, subject, text('again', { messageId: wamidOf('3'), profileName: null }));
    expect(await world.models.contact.findOne().lean()).toEqual(first);
    const unnamed = { messageId: wamidOf('5'), profileName: null, identityKeyHash: 'Xyz=' };
    await world.log.received(owner, subject, text('again', unnamed));
    expect(await world.stores.contacts.read(subject)).toMatchObject({
      names: { whatsapp: ana.name },
      identityKeyHash: 'Xyz=',
    });
    const change = { messageId: wamidOf('4'), profileName: 'Ana Renamed', identityKeyHash: 'AbC=' };
    await world.log.received(owner, subject, text('again', change));
    expect(await world.stores.contacts.read(subject)).toMatchObject({
      names: { whatsapp: 'Ana Renamed' },
      identityKeyHash: 'AbC=',
    });
  });

  test('adds names to the contact once the person showed more of them', async () => {
    const first = await world.stores.subjects.ensure(owner, [ana.bsuid]);
    await world.log.received(owner, first, text());
    const second = await world.ana();
    await world.log.received(owner, second, text('again', { messageId: wamidOf('2') }));
    expect((await world.models.contact.findOne().lean())?.names).toEqual(second.names);
  });

  test('leaves nothing alongside another app', async () => {
    const subject = await world.ana(alongside);
    await world.log.received(alongside, subject, photo());
    await world.log.noted(alongside, aside('echo', { kind: 'text', text: 'hello' }));
    await world.log.noted(alongside, addressBook('add', [bilal.phone], 'Bilal Imaginaire'));
    await world.log.noted(alongside, preference(false));
    const sent = { tenant: alongside, subject, phoneNumberId: business.phoneNumberId, messageId: wamidOf('out-1') };
    await world.sentLog.sent({ ...sent, type: 'template', templateName: 'code' });
    expect(await world.counts()).toEqual(person);
  });
});

describe('taking back and mending', () => {
  test('a revoke erases the entry, the words and the file, and leaves no entry of its own', async () => {
    const subject = await world.ana();
    await world.log.received(owner, subject, photo());
    const source = { download: () => Promise.resolve({ bytes: Buffer.alloc(600_000, 1), mimeType: 'image/jpeg' }) };
    await world.downloads(source).fetchDue(10, unending);
    expect(await world.counts()).toMatchObject({ media: 1, 'media_files.files': 1, 'media_files.chunks': 3 });
    const revoke = message({ kind: 'revoke', originalMessageId: wamidOf('1') }, { messageId: wamidOf('2') });
    await world.log.received(owner, subject, revoke);
    expect(await world.counts()).toEqual({ ...person, contacts: 1 });
  });

  test('staff who take a message back erase it as well, the template send too', async () => {
    const subject = await world.ana();
    const sent = { tenant: owner, subject, phoneNumberId: business.phoneNumberId, messageId: wamidOf('out-1') };
    await world.sentLog.sent({ ...sent, type: 'template', templateName: 'code' });
    expect(await world.counts()).toEqual({ ...person, messages: 1, template_sends: 1 });
    await world.log.noted(owner, aside('echo', { kind: 'revoke', originalMessageId: wamidOf('out-1') }));
    expect(await world.counts()).toEqual(person);
  });

  test('nobody can take back what another person wrote', async () => {
    await world.log.received(owner, await world.ana(), text());
    const other = await world.stores.subjects.ensure(owner, [bilal.phone]);
    await world.log.received(owner, other, message({ kind: 'revoke', originalMessageId: wamidOf('1') }));
    await world.log.received(owner, other, message({ kind: 'edit', originalMessageId: wamidOf('1'), text: 'forged' }));
    expect(await world.counts()).toMatchObject({ messages: 1, message_contents: 1 });
    expect(await wordsKept()).toEqual([{ text: ana.text }]);
  });

  test('an edit replaces the words that are kept, and brings back none that are gone', async () => {
    const subject = await world.ana();
    await world.log.received(owner, subject, text());
    const edit = (words: string | null) =>
      message({ kind: 'edit', originalMessageId: wamidOf('1'), text: words }, { messageId: wamidOf('2') });
    await world.log.received(owner, subject, edit('No roses after all'));
    expect(await wordsKept()).toEqual([{ text: 'No roses after all' }]);
    // The first words, delivered again, do not come back.
    await world.log.received(owner, subject, text());
    expect(await wordsKept()).toEqual([{ text: 'No roses after all' }]);
    await world.log.received(owner, subject, edit(null));
    await world.log.received(owner, subject, edit('Back'));
    expect(await world.counts()).toEqual({ ...person, contacts: 1, messages: 1 });
  });
});

describe('while somebody is locked out', () => {
  const lockedAna = async () => {
    const subject = await world.ana();
    await world.log.received(owner, subject, text());
    const sent = { tenant: owner, subject, phoneNumberId: business.phoneNumberId, messageId: wamidOf('out-1') };
    await world.sentLog.sent({ ...sent, type: 'text', templateName: null });
    await world.stores.subjects.lockOut(subject.subjectId, true);
    return { stale: subject, locked: await world.ana() };
  };

  test('nothing new is recorded, by whatever way it comes, even from a conversation loaded before', async () => {
    const { stale, locked } = await lockedAna();
    const before = await world.counts();
    await world.log.received(owner, locked, photo({ messageId: wamidOf('2'), profileName: 'New name' }));
    await world.log.noted(owner, aside('echo', { kind: 'text', text: 'Hello' }));
    await world.log.noted(owner, aside('history', { kind: 'text', text: 'Hello' }));
    await world.log.noted(owner, addressBook('add', [ana.phone], 'Ana'));
    await world.log.noted(owner, preference(true));
    const sent = { tenant: owner, subject: stale, phoneNumberId: business.phoneNumberId, messageId: wamidOf('out-2') };
    await world.sentLog.sent({ ...sent, type: 'template', templateName: 'code' });
    expect(await world.counts()).toEqual(before);
    expect((await world.stores.contacts.read(locked))?.names).toEqual({ whatsapp: ana.name });
  });

  test('statuses still move what is there, and a revoke still erases', async () => {
    const { locked } = await lockedAna();
    await world.log.noted(owner, status('read'));
    expect((await world.models.message.findOne({ direction: 'out' }).lean())?.statusRank).toBe(3);
    await world.log.received(owner, locked, message({ kind: 'revoke', originalMessageId: wamidOf('1') }));
    expect(await world.models.message.countDocuments({ direction: 'in' })).toBe(0);
  });

  test('a refusal of marketing counts, so that it outlives a request that is taken back', async () => {
    const { stale, locked } = await lockedAna();
    await world.log.noted(owner, preference(false));
    world.clock.time = now + 1;
    await world.objections.record({ tenant: owner, subject: stale, objects: false });
    expect(await world.stores.optIns.current(locked)).toBe('out');
  });
});
