import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { createMediaSource } from '../../src/whatsapp/media-source.ts';
import { createMedia, type Media } from '../../src/whatsapp/media.ts';
import { until } from '../support/until.ts';
import { openRig, plants, type Rig } from '../whatsapp/rig.ts';
import { type Log, message, openLog, owner, wamidOf, unending } from './log.ts';

let world: Log;
let rig: Rig;
beforeAll(async () => {
  world = await openLog([{ ...owner, accessToken: plants.token }]);
});
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => {
  await rig.close();
  await world.empty();
});
afterAll(() => world.close());

/** A picture that Ana sent stands at Meta, and is wanted. */
async function receivePicture(change: { mediaId?: string; messageId?: string } = {}) {
  const { mediaId = rig.graph.addMedia({ bytes: Buffer.from('roses'), mimeType: 'image/jpeg' }).id, ...rest } = change;
  const content = { kind: 'media', media: 'image', mediaId, mimeType: 'image/jpeg', caption: null } as const;
  await world.log.received(owner, await world.ana(), message(content, rest));
}
const fetchDue = ({ media = createMedia(rig), signal = unending }: { media?: Media; signal?: AbortSignal } = {}) =>
  world.downloads(createMediaSource(media)).fetchDue(10, signal);
const results = (): unknown[] => world.said.filter(({ name }) => name === 'media_fetched').map(({ facts }) => facts);

describe('a file at Meta', () => {
  test.each([
    ['the token is dead', 190],
    ['a permission is missing', 200],
    ['the account is locked', 131031],
  ])('is fetched once it can be, when %s for a while', async (_, code) => {
    await receivePicture();
    rig.graph.script.failNext({ code, edge: 'object' });
    await fetchDue();
    expect(results()).toEqual([]);
    world.clock.time += 60_000;
    await fetchDue();
    expect(results()).toEqual([{ result: 'kept' }]);
  });

  test('is fetched later as well when the token dies between finding it and loading it', async () => {
    await receivePicture();
    const media = createMedia(rig);
    const deadToken: Media = {
      ...media,
      download: (order) => media.download({ ...order, token: 'no token of anybody' }),
    };
    await fetchDue({ media: deadToken });
    expect(results()).toEqual([]);
    world.clock.time += 60_000;
    await fetchDue({ media });
    expect(results()).toEqual([{ result: 'kept' }]);
  });

  test('whose host says nothing holds up nobody who stops: it is handed back, and the next is not begun', async () => {
    await rig.close();
    rig = await openRig({ timeoutMs: 600_000 });
    await receivePicture();
    await receivePicture({ messageId: wamidOf('2') });
    rig.graph.script.failNext({ how: 'timeout', edge: 'object' });
    const stop = new AbortController();
    const before = rig.graph.calls.length;
    const stopped = fetchDue({ signal: stop.signal });
    await until(() => rig.graph.calls.length > before);
    stop.abort();
    expect(await stopped).toBe(1);
    expect(rig.graph.calls).toHaveLength(before + 1);
    expect(results()).toEqual([]);
    expect(await fetchDue()).toBe(2);
    expect(results()).toEqual([{ result: 'kept' }, { result: 'kept' }]);
  });

  test('that is gone there is given up at once', async () => {
    await receivePicture({ mediaId: '123456' });
    await fetchDue();
    expect(results()).toEqual([{ result: 'not-to-be-had' }]);
    expect((await world.counts())['media']).toBeUndefined();
  });
});
