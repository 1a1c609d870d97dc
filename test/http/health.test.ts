import { describe, expect, test } from '../support/jest.ts';

import { createHealth } from '../../src/http/health.ts';

const works = (): Promise<void> => Promise.resolve();
const fails = (): Promise<void> => Promise.reject(new Error('mongodb://user:secret@db.example is away'));

describe('readiness', () => {
  test('names each part, and is not given while one is away', async () => {
    const health = createHealth({ probes: { mongodb: fails, redis: works } });
    expect(await health.readiness()).toEqual({ status: 'unavailable', parts: { mongodb: 'unreachable', redis: 'ok' } });
    const whole = createHealth({ probes: { mongodb: works, redis: works } });
    expect(await whole.readiness()).toEqual({ status: 'ok', parts: { mongodb: 'ok', redis: 'ok' } });
  });

  test('is given while one is away that work goes on without, and that one is named and not waited for', async () => {
    const hangs = (): Promise<never> => new Promise(() => undefined);
    for (const away of [fails, hangs]) {
      const health = createHealth({ probes: { mongodb: works }, spareProbes: { redis: away }, timeoutMs: 200_000 });
      expect(await health.readiness()).toEqual({ status: 'degraded', parts: { mongodb: 'ok', redis: 'unreachable' } });
    }
    const both = createHealth({ probes: { mongodb: fails }, spareProbes: { redis: fails } });
    expect((await both.readiness()).status).toBe('unavailable');
  });

  test('a part that does not answer in time counts as away, and so does one that throws at once', async () => {
    const hangs = (): Promise<never> => new Promise(() => undefined);
    const throws = (): never => {
      throw new Error('no connection yet');
    };
    const health = createHealth({ probes: { mongodb: hangs, redis: throws }, timeoutMs: 20 });
    expect((await health.readiness()).parts).toEqual({ mongodb: 'unreachable', redis: 'unreachable' });
  });

  test('a hundred questions at once ask each part once', async () => {
    let asked = 0;
    const probe = (): Promise<void> => {
      asked += 1;
      return Promise.resolve();
    };
    const health = createHealth({ probes: { mongodb: probe }, ttlMs: 60_000 });
    await Promise.all(Array.from({ length: 100 }, () => health.readiness()));
    expect(asked).toBe(1);
  });

  test('comes back with the part', async () => {
    let isAway = true;
    const probe = (): Promise<void> => (isAway ? fails() : works());
    const health = createHealth({ probes: { redis: probe }, ttlMs: 0 });
    expect((await health.readiness()).status).toBe('unavailable');
    isAway = false;
    expect((await health.readiness()).status).toBe('ok');
  });

  test('ends when the process begins to stop', async () => {
    const health = createHealth({ probes: { mongodb: works } });
    await health.readiness();
    health.stop();
    expect(await health.readiness()).toEqual({ status: 'unavailable', parts: { mongodb: 'ok' } });
  });
});
