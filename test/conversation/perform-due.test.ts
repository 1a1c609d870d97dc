import { describe, expect, test } from '../support/jest.ts';

import { type Talk } from '../../src/conversation/talk.ts';
import { startOfTest } from '../stores/open-stores.ts';
import { actsOn } from './acts.ts';
import { openStage, tenantOf } from './stage.ts';

const stage = openStage();
const { askedFor, templatesSent, heard, performAgain } = actsOn(stage);

/** Dies at its `nth` write: what comes afterwards is never done. */
function diesAt(nth: number): { readonly talk: (real: Talk) => Talk } {
  let writes = 0;
  const write = <Answer>(act: () => Promise<Answer>): Promise<Answer> => {
    return (writes += 1) >= nth ? Promise.reject(new Error('the process died')) : act();
  };
  return {
    talk: (real) => ({
      ...real,
      save: (chat) => write(() => real.save(chat)),
      settle: (...order) => write(() => real.settle(...order)),
      advance: (...order) => write(() => real.advance(...order)),
    }),
  };
}

const held = { name: 'try-later', afterMs: 1_000, code: 130_429 } as const;

describe('an effect', () => {
  test('is claimed in the database before it is performed, and gone afterwards', async () => {
    const stored: unknown[] = [];
    stage().results.push(async () => {
      stored.push((await stage().chat())?.outbox);
      return { name: 'accepted', messageId: 'wamid.1' };
    });
    const chat = await stage().performer.performDue(tenantOf(), await heard('DELETE'));
    expect(stored).toMatchObject([[{ attempts: 1, dueAt: startOfTest + 60_000 }]]);
    expect(chat.outbox).toEqual([]);
    expect(await stage().chat()).toEqual(chat);
  });

  test('is performed by one of ten who have it at hand', async () => {
    const chat = await heard('DELETE');
    const performers = Array.from({ length: 10 }, () => stage().rebuilt().performer);
    await Promise.all(performers.map((performer) => performer.performDue(tenantOf(), chat)));
    expect(stage().sent).toHaveLength(1);
    expect((await stage().chat())?.outbox).toEqual([]);
  });

  test('of a chat that was erased before it was claimed is not performed', async () => {
    const chat = await heard('DELETE');
    await stage().stores.models.conversations.deleteMany({});
    await stage().performer.performDue(tenantOf(), chat);
    expect(stage().sent).toEqual([]);
    expect(await stage().chat()).toBeNull();
  });

  test('of a chat that was erased while it was performed leaves nothing behind', async () => {
    const chat = await heard('DELETE');
    stage().results.push(async () => {
      await stage().stores.models.conversations.deleteMany({});
      return { name: 'accepted', messageId: 'wamid.1' };
    });
    await stage().performer.performDue(tenantOf(), chat);
    expect(await stage().chat()).toBeNull();
  });

  test('whose chat was moved meanwhile is settled all the same, and not performed again', async () => {
    const chat = await heard('DELETE');
    stage().results.push(async () => {
      await heard('yes');
      return { name: 'accepted', messageId: 'wamid.1' };
    });
    const after = await stage().performer.performDue(tenantOf(), chat);
    expect(after).toMatchObject({ state: { state: { name: 'code_sent' } }, outbox: [] });
    stage().pass(60_000);
    expect(await performAgain()).toBeNull();
    expect([stage().sent.length, askedFor('requests.open').length, templatesSent().length]).toEqual([3, 1, 1]);
  });
});

describe('after a crash between claim and save', () => {
  test('a reply goes out again, after the claim ran out', async () => {
    const chat = await heard('DELETE');
    const { performer } = stage().rebuilt(diesAt(2));
    await expect(performer.performDue(tenantOf(), chat)).rejects.toThrow('the process died');
    stage().pass(59_999);
    expect(await performAgain()).toBeNull();
    stage().pass(1);
    expect((await performAgain())?.outbox).toEqual([]);
    expect(stage().sent).toHaveLength(2);
    expect(stage().sent[1]?.message).toEqual(stage().sent[0]?.message);
  });

  test('a code is not sent again: the person hears that it may have arrived', async () => {
    await stage().performer.performDue(tenantOf(), await heard('DELETE'));
    const opening = await heard('yes');
    // Claim and outcome of opening the request, claim of the code; the fourth write never comes.
    const { performer } = stage().rebuilt(diesAt(4));
    await expect(performer.performDue(tenantOf(), opening)).rejects.toThrow('the process died');
    expect(templatesSent()).toHaveLength(1);
    stage().pass(60_000);
    const chat = await performAgain();
    expect(chat?.state).toMatchObject({ state: { name: 'code_needed', reason: 'unknown' } });
    expect(templatesSent()).toHaveLength(1);
  });

  test('a code that Meta did not take is sent again soon, once; the person hears of one code', async () => {
    await stage().performer.performDue(tenantOf(), await heard('DELETE'));
    const opening = await heard('yes');
    stage().results.push(held, held);
    await stage().performer.performDue(tenantOf(), opening);
    for (const ms of [2_000, 4_000]) {
      expect(await stage().chat()).toMatchObject({ state: { state: { name: 'sending_code' } }, outbox: [{}] });
      expect(await performAgain()).toBeNull();
      stage().pass(ms);
      await performAgain();
    }
    expect(await stage().chat()).toMatchObject({ state: { state: { name: 'code_sent' } }, outbox: [] });
    const codes = templatesSent().map(({ message }) => (message.kind === 'template' ? (message.code ?? '') : ''));
    expect(codes).toHaveLength(3);
    await stage().hear(codes[2] ?? '');
    expect(askedFor('requests.verified')).toHaveLength(1);
  });

  test('a code that Meta did not take once, and may have taken the next time, is not sent again', async () => {
    await stage().performer.performDue(tenantOf(), await heard('DELETE'));
    const opening = await heard('yes');
    stage().results.push(held);
    await stage().performer.performDue(tenantOf(), opening);
    stage().pass(2_000);
    const chat = await stage().chat();
    // The claim of the second try; what came of it is never written.
    const { performer } = stage().rebuilt(diesAt(2));
    await expect(performer.performDue(tenantOf(), chat ?? opening)).rejects.toThrow('the process died');
    stage().pass(60_000);
    expect((await performAgain())?.state).toMatchObject({ state: { name: 'code_needed', reason: 'unknown' } });
    expect(templatesSent()).toHaveLength(2);
  });

  test('a code that was held up is not sent for what was cancelled meanwhile', async () => {
    await stage().performer.performDue(tenantOf(), await heard('DELETE'));
    const opening = await heard('yes');
    stage().results.push(held);
    await stage().performer.performDue(tenantOf(), opening);
    await stage().hear('CANCEL');
    stage().pass(2_000);
    expect((await performAgain())?.outbox).toEqual([]);
    expect(templatesSent()).toHaveLength(1);
    expect(stage().told().at(-1)).toContain('is cancelled');
  });

  test('a typed code gets its first answer, and a try is counted once', async () => {
    await stage().hear('DELETE');
    await stage().hear('yes');
    const typed = await heard('000000');
    const { performer } = stage().rebuilt(diesAt(2));
    await expect(performer.performDue(tenantOf(), typed)).rejects.toThrow('the process died');
    stage().pass(60_000);
    expect((await performAgain())?.state).toMatchObject({ state: { name: 'code_sent' } });
    expect((await stage().stores.models.verifications.findOne().lean())?.failures).toHaveLength(1);
    expect((await stage().chat())?.outbox).toEqual([]);
  });

  test('a request is opened again, which finds the one that is open', async () => {
    await stage().hear('DELETE');
    const { performer } = stage().rebuilt(diesAt(2));
    await expect(performer.performDue(tenantOf(), await heard('yes'))).rejects.toThrow('the process died');
    stage().pass(60_000);
    expect(await performAgain()).toMatchObject({ state: { state: { name: 'code_sent' } }, outbox: [] });
    expect(askedFor('requests.open')).toHaveLength(2);
  });
});

describe('the whole conversation', () => {
  test('from DELETE to an erasure that is handed over once', async () => {
    await stage().hear('DELETE');
    await stage().hear('yes');
    const message = templatesSent()[0]?.message;
    const code = message?.kind === 'template' ? (message.code ?? '') : '';
    await stage().hear(`‏${code.slice(0, 3)} ${code.slice(3)}`);
    expect(askedFor('requests.verified').map(({ order }) => order)).toEqual([{ requestId: 'request-1' }]);
    expect(await stage().chat()).toMatchObject({ state: { state: { name: 'running' } }, outbox: [] });
    await stage().hear(code);
    expect(askedFor('requests.verified')).toHaveLength(1);
    expect(stage().said.filter(({ name }) => name === 'effect_failed')).toEqual([]);
  });

  test('cancelling voids the code: typed afterwards, it starts nothing', async () => {
    await stage().hear('DELETE');
    await stage().hear('yes');
    const message = templatesSent()[0]?.message;
    await stage().hear('cancel');
    await stage().hear(message?.kind === 'template' ? (message.code ?? '') : '');
    expect(askedFor('requests.verified')).toEqual([]);
    expect((await stage().stores.models.verifications.findOne().lean())?.live).toBeNull();
  });

  test('nine wrong codes lock the request', async () => {
    await stage().hear('DELETE');
    await stage().hear('yes');
    for (let tries = 1; tries <= 9; tries += 1) {
      await stage().hear('000000');
      stage().pass(60_000);
      if (tries % 3 === 0) await stage().hear('new code');
    }
    expect(askedFor('requests.noCode')).toHaveLength(1);
    expect((await stage().chat())?.state).toMatchObject({ state: { name: 'code_locked' } });
    const said = stage().said.filter(({ name }) => name === 'code_checked');
    expect(said.map(({ facts }) => facts).at(-1)).toEqual({ result: 'locked' });
  });
});
