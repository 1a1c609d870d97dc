import { afterEach, beforeEach, describe, expect, test } from '../support/jest.ts';

import { createMedia, type Media } from '../../src/whatsapp/media.ts';
import { startListener } from './listener.ts';
import { openRig, plants, type Rig } from './rig.ts';

let rig: Rig;
let media: Media;

beforeEach(async () => {
  rig = await openRig();
  media = createMedia({ client: rig.client });
});

afterEach(async () => {
  await rig.close();
});

const { token, phoneNumberId } = plants;
const roses = { bytes: Buffer.from('a picture of roses'), mimeType: 'image/jpeg' };

async function urlOf(mediaId: string): Promise<string> {
  const found = await media.find({ token, phoneNumberId, mediaId });
  return found.name === 'ok' ? found.value.url : '';
}

describe('fetching a file [WA/media]', () => {
  test('its bytes and type come through the URL that Meta gives', async () => {
    const { id } = rig.graph.addMedia(roses);
    expect(await media.find({ token, phoneNumberId, mediaId: id })).toMatchObject({
      value: { mimeType: 'image/jpeg', size: roses.bytes.length },
    });
    const got = await media.download({ token, url: await urlOf(id), maxBytes: 1000 });
    expect(got).toEqual({ name: 'ok', value: roses });
  });

  test('a picture that a person sent can be fetched by the id in its webhook', async () => {
    const listener = await startListener();
    rig.graph.deliverTo(listener.url);
    await rig.ana.sendsMedia({ kind: 'image', ...roses });
    const { id } = listener.messages()[0]?.['image'] as { id: string };
    expect(await media.download({ token, url: await urlOf(id), maxBytes: 1000 })).toMatchObject({ value: roses });
    await listener.close();
  });

  test('a URL lives five minutes', async () => {
    const url = await urlOf(rig.graph.addMedia(roses).id);
    rig.clock.at += 5 * 60_000 + 1;
    expect(await media.download({ token, url, maxBytes: 1000 })).toMatchObject({ name: 'refused', code: 404 });
  });

  test('a file over the bound is not taken', async () => {
    const url = await urlOf(rig.graph.addMedia(roses).id);
    expect(await media.download({ token, url, maxBytes: 10 })).toEqual({ name: 'too-large' });
  });

  test('an unknown file is refused', async () => {
    expect(await media.find({ token, phoneNumberId, mediaId: '123456' })).toMatchObject({ name: 'refused', code: 100 });
  });

  test.each([
    'https://evil.example/file',
    'https://lookaside.fbsbx.com.evil.example/file',
    'https://evilfbcdn.net/file',
    'http://lookaside.fbsbx.com/file',
    'https://lookaside.fbsbx.com:8443/file',
    'http://127.0.0.1:1/file',
    'file:///etc/passwd',
    'no url',
  ])('the token is not shown to %j (pitfall 36)', async (url) => {
    expect(await media.download({ token, url, maxBytes: 1000 })).toEqual({ name: 'foreign-host' });
  });
});

describe('deleting a file [WA/media]', () => {
  test('it is gone, and deleting it again is as good', async () => {
    const { id } = rig.graph.addMedia(roses);
    const order = { token, phoneNumberId, mediaId: id };
    expect(await media.remove(order)).toEqual({ name: 'ok', value: { wasThere: true } });
    expect(await media.find(order)).toMatchObject({ name: 'refused' });
    expect(await media.remove(order)).toEqual({ name: 'ok', value: { wasThere: false } });
  });

  test('a Meta that is unwell is asked later', async () => {
    rig.graph.script.failNext({ httpStatus: 503, edge: 'object' });
    expect(await media.remove({ token, phoneNumberId, mediaId: '1' })).toMatchObject({ name: 'try-later' });
  });
});

describe('what the loopback server takes as an upload [WA/media]', () => {
  function upload(type: string, extra: Record<string, string> = { messaging_product: 'whatsapp' }): Promise<Response> {
    const form = new FormData();
    for (const [name, value] of Object.entries(extra)) form.set(name, value);
    form.set('file', new Blob(['a receipt'], { type }), 'receipt');
    const headers = { Authorization: `Bearer ${token}` };
    return fetch(`${rig.graph.url}/v26.0/${phoneNumberId}/media`, { method: 'POST', headers, body: form });
  }

  test.each(['text/plain', 'application/pdf', 'image/png'])('%s passes', async (type) => {
    const answer = await upload(type);
    const { id } = (await answer.json()) as { id: string };
    expect(await media.find({ token, phoneNumberId, mediaId: id })).toMatchObject({ value: { mimeType: type } });
  });

  test('application/json is refused (100) [cloud-api.md 14]', async () => {
    expect((await upload('application/json')).status).toBe(400);
  });

  test('messaging_product is asked for (100)', async () => {
    expect((await upload('text/plain', {})).status).toBe(400);
  });
});
