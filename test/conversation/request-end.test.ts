import { afterEach, describe, expect, jest, test } from '../support/jest.ts';

import { openStage, tenantOf } from './stage.ts';

const stage = openStage();
const dayMs = 86_400_000;

afterEach(() => void jest.restoreAllMocks());

/** From DELETE to the right code: the chat waits for the end of `request-1`. */
async function waits(): Promise<void> {
  await stage().receive(stage().message('DELETE'));
  await stage().receive(stage().message('yes'));
  const sent = stage().sent.map(({ message }) => message);
  const template = sent.find((message) => message.kind === 'template');
  await stage().receive(stage().message(template?.code ?? ''));
  expect(await stage().chat()).toMatchObject({ state: { state: { name: 'running', requestId: 'request-1' } } });
}

/** The business refuses it, or it is taken back in another chat. */
function endsElsewhere(): void {
  jest.spyOn(stage().requests, 'isOver').mockImplementation((requestId) => Promise.resolve(requestId === 'request-1'));
}

async function passADay(): Promise<void> {
  stage().pass(dayMs + 1);
  const { conversations, clock } = stage().stores;
  for (const lane of await conversations.dueLanes(clock.now(), 10)) {
    await stage().workLane(lane, new AbortController().signal);
  }
}

describe('a chat that waits for a request which ended elsewhere', () => {
  test('learns it before the next words are heard: whoever asks again is asked, and not put off', async () => {
    await waits();
    endsElsewhere();
    await stage().receive(stage().message('DELETE'));
    expect(await stage().chat()).toMatchObject({ state: { state: { name: 'intent_shown' } } });
    expect(stage().told().at(-1)).not.toContain('under way');
  });

  test('says how it stands while the request goes on', async () => {
    await waits();
    await stage().receive(stage().message('DELETE'));
    expect(stage().told().at(-1)).toContain('under way');
  });

  test('learns it within a day of itself, says nothing, and comes to its end a day later', async () => {
    await waits();
    const { length } = stage().sent;
    await passADay();
    expect(await stage().chat()).toMatchObject({ state: { state: { name: 'running' } } });
    endsElsewhere();
    await passADay();
    expect(await stage().chat()).toMatchObject({ state: { state: { name: 'over' } } });
    await passADay();
    expect(await stage().chat()).toMatchObject({ state: { flow: 'reception' }, timers: [], outbox: [] });
    expect(stage().sent).toHaveLength(length);
  });

  test('is forgotten then, alongside another app', async () => {
    stage().tenants.set('tenant-1', tenantOf({ mode: 'alongside' }));
    await waits();
    endsElsewhere();
    await passADay();
    await passADay();
    expect(await stage().chat()).toBeNull();
  });

  test('hears first what came of its own right code: taken back meanwhile, it says so', async () => {
    stage().failing.push('requests.verified');
    await waits();
    endsElsewhere();
    jest.spyOn(stage().requests, 'verified').mockImplementation(() => Promise.resolve(null));
    await passADay();
    expect(stage().told().at(-1)).toContain('is cancelled');
  });

  test('that somebody else moves meanwhile is left to them', async () => {
    await waits();
    endsElsewhere();
    const chat = await stage().chat();
    if (chat === null) throw new Error('There is no chat.');
    expect(await stage().talk.catchUp(tenantOf(), chat)).toMatchObject({ state: { state: { name: 'over' } } });
    expect(await stage().talk.catchUp(tenantOf(), chat)).toBeNull();
  });

  test('asks of none but the request it waits for, and of none while it waits for none', async () => {
    await stage().receive(stage().message('hello'));
    await stage().receive(stage().message('DELETE'));
    expect(stage().asked.filter(({ what }) => what === 'requests.isOver')).toEqual([]);
    await waits();
    await stage().receive(stage().message('hello'));
    expect(stage().asked.filter(({ what }) => what === 'requests.isOver')).toEqual([
      { what: 'requests.isOver', order: { requestId: 'request-1' } },
    ]);
  });
});

describe('CANCEL alongside another app, in a chat that is over', () => {
  test('takes back what the person has open, and leaves no chat when there is nothing', async () => {
    stage().tenants.set('tenant-1', tenantOf({ mode: 'alongside' }));
    await stage().receive(stage().message('DELETE'));
    await stage().receive(stage().message('no'));
    expect(await stage().chat()).toBeNull();
    const { length } = stage().sent;
    await stage().receive(stage().message('CANCEL'));
    expect(stage().asked.filter(({ what }) => what === 'requests.status')).toHaveLength(1);
    expect([stage().sent.length, await stage().chat()]).toEqual([length, null]);
    const matter = { right: 'erasure', part: null } as const;
    const open = { right: 'erasure', reference: 'ER-0000-0000-0000', state: 'code_locked', dueAt: null } as const;
    jest.spyOn(stage().requests, 'status').mockResolvedValue(open);
    const cancelled = { isCancelled: true, reference: 'ER-0000-0000-0000', matter };
    jest.spyOn(stage().requests, 'cancelOpen').mockResolvedValue(cancelled);
    await stage().receive(stage().message('CANCEL'));
    expect(stage().told().at(-1)).toContain('is cancelled');
    expect(await stage().chat()).toBeNull();
  });
});
