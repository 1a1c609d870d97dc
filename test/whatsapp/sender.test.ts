import { afterEach, beforeEach, describe, expect, test } from '../support/jest.ts';

import { anaBsuid, anaPhone, chiaraBsuid, openRig, plants, type Rig } from './rig.ts';

let rig: Rig;

beforeEach(async () => {
  rig = await openRig();
});

afterEach(async () => {
  await rig.close();
});

const hello = { kind: 'text', body: 'Hello to you too' } as const;
const code = { kind: 'template', name: 'dsr_code', language: 'en_US', parameters: ['483920'], code: '483920' } as const;

describe('what arrives', () => {
  test('a text reaches the phone, with its correlation in the statuses', async () => {
    const result = await rig.send(hello, { phone: anaPhone, bsuid: anaBsuid }, 'correlation-1');
    const arrived = await rig.ana.nextMessage();
    expect(arrived).toMatchObject({ text: hello.body, correlation: 'correlation-1' });
    expect(result).toEqual({ name: 'accepted', messageId: arrived.messageId, waId: rig.ana.phone });
  });

  test('a person known by BSUID alone is reached through `recipient`', async () => {
    await rig.send(hello, { bsuid: chiaraBsuid });
    expect((await rig.chiara.nextMessage()).body).toMatchObject({ recipient: chiaraBsuid });
  });

  test('buttons and rows arrive with their ids', async () => {
    await rig.send({
      kind: 'buttons',
      body: 'Sure?',
      buttons: [
        { id: 'yes:1', title: 'Yes' },
        { id: 'no:1', title: 'No' },
      ],
    });
    await rig.send({
      kind: 'list',
      body: 'Which?',
      button: 'Choose',
      rows: [{ id: 'lang:fr', title: 'Français', description: 'Continuer' }],
    });
    expect((await rig.ana.nextMessage()).buttons.map(({ id }) => id)).toEqual(['yes:1', 'no:1']);
    expect((await rig.ana.nextMessage()).buttons).toEqual([{ id: 'lang:fr', title: 'Français', kind: 'row' }]);
  });

  test('a request for contact details asks for them', async () => {
    await rig.send({ kind: 'contact-request', body: 'Share your number?' }, { bsuid: chiaraBsuid });
    expect((await rig.chiara.nextMessage()).asksForContact).toBe(true);
  });

  test('a code stands in the body and in the button of its template (pitfall 19)', async () => {
    await rig.send(code);
    expect(await rig.ana.nextMessage()).toMatchObject({ code: '483920', template: { parameters: ['483920'] } });
  });

  test('a template goes out when the window is closed', async () => {
    rig.graph.closeWindow(anaPhone);
    const done = { kind: 'template', name: 'dsr_done', language: 'en_US', parameters: ['ER-1', 'today'] } as const;
    expect((await rig.send(done)).name).toBe('accepted');
    expect((await rig.ana.nextMessage()).template?.parameters).toEqual(['ER-1', 'today']);
  });
});

describe('what Meta refuses', () => {
  test.each([
    [131047, 'window-closed'],
    [131026, 'undeliverable'],
    [131021, 'undeliverable'],
    [131030, 'undeliverable'],
    [130403, 'undeliverable'],
    [132001, 'template'],
    [132015, 'template'],
    [132018, 'template'],
    [131062, 'phone-needed'],
    [137000, 'identity-changed'],
    [190, 'authorisation'],
    [0, 'authorisation'],
    [10, 'authorisation'],
    [200, 'authorisation'],
    [131005, 'authorisation'],
    [368, 'account'],
    [131031, 'account'],
    [131042, 'account'],
    [131048, 'account'],
    [131008, 'invalid'],
    [100, 'invalid'],
  ])('%i is refused as %s', async (code, reason) => {
    rig.graph.script.failNext({ code });
    expect(await rig.send(hello)).toEqual({ name: 'refused', reason, code });
  });

  test('a token that reaches another number only is an authorisation fault (100, subcode 33)', async () => {
    const tenant = { ...rig.tenant, accessToken: 'EAAG-token-of-somebody-else' };
    rig.graph.addNumber({
      ...plants,
      phoneNumberId: '333000333000333',
      token: tenant.accessToken,
      wabaId: '999000999000999',
    });
    const result = await rig.sender.send({
      tenant,
      phoneNumberId: plants.phoneNumberId,
      to: { phone: anaPhone },
      message: hello,
    });
    expect(result).toEqual({ name: 'refused', reason: 'authorisation', code: 100 });
  });

  test('a message over a limit is refused before anything is sent, and is not cut', async () => {
    const before = rig.graph.calls.length;
    expect(await rig.send({ kind: 'text', body: 'x'.repeat(4097) })).toEqual({
      name: 'refused',
      reason: 'invalid',
      code: 131009,
    });
    expect(rig.graph.calls).toHaveLength(before);
  });

  test('a code for a person without a phone is refused before anything is sent (131062)', async () => {
    const before = rig.graph.calls.length;
    expect(await rig.send(code, { bsuid: chiaraBsuid })).toEqual({
      name: 'refused',
      reason: 'phone-needed',
      code: 131062,
    });
    expect(rig.graph.calls).toHaveLength(before);
  });

  test.each([401, 403])('%i without an error of Meta is an authorisation fault', async (httpStatus) => {
    rig.graph.script.failNext({ httpStatus });
    expect(await rig.send(hello)).toMatchObject({ name: 'refused', reason: 'authorisation' });
  });
});

describe('what passes', () => {
  test.each([
    [131056, 1000],
    [130429, 1000],
    [131000, 1000],
    [131016, 1000],
    [2, 1000],
    [1, 1000],
    [133004, 1000],
    [131057, 60_000],
    [4, 120_000],
    [80007, 120_000],
  ])('%i is tried again after %i ms', async (code, afterMs) => {
    rig.graph.script.failNext({ code });
    expect(await rig.send(hello)).toMatchObject({ name: 'try-later', afterMs, code });
  });

  test.each([429, 500, 503])('HTTP %i with an error of Meta is tried again', async (httpStatus) => {
    rig.graph.script.failNext({ httpStatus });
    expect((await rig.send(hello)).name).toBe('try-later');
  });

  test('what limits or outages hold up is told apart from what Meta failed at', async () => {
    const isFault = async (failure: { code: number; httpStatus?: number } | { httpStatus: number }) => {
      rig.graph.script.failNext(failure);
      const result = await rig.send(hello);
      rig.clock.at += 4_000_000;
      return result.name === 'try-later' && result.isFault === true;
    };
    for (const code of [1, 131000]) expect(await isFault({ code })).toBe(true);
    expect(await isFault({ code: 999_999, httpStatus: 500 })).toBe(true);
    for (const code of [2, 4, 80007, 130429, 131016, 131056, 131057, 133004])
      expect(await isFault({ code })).toBe(false);
    expect(await isFault({ code: 999_999, httpStatus: 503 })).toBe(false);
    expect(await isFault({ httpStatus: 429 })).toBe(false);
  });

  test('Retry-After is honoured when it is longer than our own wait', async () => {
    rig.graph.script.failNext({ httpStatus: 429, retryAfterSeconds: 600 });
    expect(await rig.send(hello)).toMatchObject({ name: 'try-later', afterMs: 600_000 });
  });

  test('the pair rate waits 1 s, 4 s, 16 s …, for that person only, and starts over after a success', async () => {
    rig.graph.script.failNext({ code: 131056, times: 3, to: anaPhone });
    const waits: number[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const result = await rig.send(hello);
      if (result.name === 'try-later') waits.push(result.afterMs);
      rig.clock.at += 20_000;
    }
    expect(waits).toEqual([1000, 4000, 16_000]);
    expect((await rig.send(hello, { bsuid: chiaraBsuid })).name).toBe('accepted');
    expect((await rig.send(hello)).name).toBe('accepted');
    rig.graph.script.failNext({ code: 131056 });
    expect(await rig.send(hello)).toMatchObject({ afterMs: 1000 });
  });

  test('while a wait lasts nothing is posted for that person', async () => {
    rig.graph.script.failNext({ code: 131056 });
    await rig.send(hello);
    const before = rig.graph.calls.length;
    rig.clock.at += 400;
    expect(await rig.send(hello)).toEqual({ name: 'try-later', afterMs: 600, code: 130429 });
    expect(rig.graph.calls).toHaveLength(before);
  });

  test('a refused connection is tried again: nothing was written', async () => {
    await rig.graph.close();
    expect(await rig.send(hello)).toEqual({ name: 'try-later', afterMs: 2000, code: 0 });
  });
});

describe('what cannot be known', () => {
  test.each([
    ['no answer in time', { how: 'timeout' }],
    ['no answer in time to a message that was delivered', { how: 'deliver-and-timeout' }],
    ['a connection cut after the request', { how: 'drop' }],
    ['a gateway that gave up (502)', { httpStatus: 502 }],
    ['a gateway that gave up (504)', { httpStatus: 504 }],
    ['a 200 that is not JSON', { how: 'answer', body: '<html>' }],
    ['a 200 without a message id', { how: 'answer', body: '{"messages":[]}' }],
  ] as const)('%s is `unknown`, so that nobody sends it blindly again', async (_name, failure) => {
    await rig.close();
    rig = await openRig({ timeoutMs: 150 });
    rig.graph.script.failNext(failure);
    expect(await rig.send(hello)).toEqual({ name: 'unknown' });
  });
});
