import { randomBytes, randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';

import { describe, expect, test } from '../support/jest.ts';
import { z } from 'zod';

import { makeReference } from '../../src/domain/reference.ts';
import { OubliError } from '../../src/domain/errors.ts';
import { createTelemetry, type ProcessTelemetry } from '../../src/telemetry/create-telemetry.ts';

const line = z.object({
  at: z.iso.datetime(),
  level: z.string(),
  event: z.string(),
  code: z.string().optional(),
  facts: z.record(z.string(), z.unknown()),
});

const phone = '16505550100';
const words = 'DELETE my roses please, Ana Fictive';
const wamid = `wamid.${Buffer.from(`\u001c\u0018\u000b${phone}`).toString('base64')}`;
const personal = [phone, words, wamid, 'US.1000000000000000001', 'Ana Fictive', 'ana@example.org', `+${phone}`];

function start(level: 'silent' | 'error' | 'info' = 'info'): {
  readonly telemetry: ProcessTelemetry;
  readonly lines: () => Promise<z.infer<typeof line>[]>;
  readonly raw: () => Promise<string>;
} {
  const destination = new PassThrough();
  const chunks: Buffer[] = [];
  destination.on('data', (chunk: Buffer) => chunks.push(chunk));
  const telemetry = createTelemetry({ level, destination });
  const raw = async (): Promise<string> => {
    await telemetry.close();
    return Buffer.concat(chunks).toString('utf8');
  };
  const lines = async (): Promise<z.infer<typeof line>[]> =>
    (await raw())
      .split('\n')
      .filter((one) => one !== '')
      .map((one) => line.parse(JSON.parse(one)));
  return { telemetry, lines, raw };
}

describe('telemetry', () => {
  test('writes one JSON line for each event and fault', async () => {
    const { telemetry, lines } = start();
    telemetry.event('reply_sent', { result: 'accepted', count: 3, isFirst: true });
    telemetry.fault('send_failed', new OubliError('graph_timeout', 'The Graph API did not answer.'));
    const [event, fault] = await lines();
    expect(event).toMatchObject({
      level: 'info',
      event: 'reply_sent',
      facts: { result: 'accepted', count: 3, isFirst: true },
    });
    expect(fault).toMatchObject({ level: 'error', event: 'send_failed', code: 'graph_timeout' });
  });

  test('writes nothing of what an error says, wherever in it a person is quoted', async () => {
    const { telemetry, raw } = start();
    for (const text of personal) {
      const named = new Error(text);
      named.name = text;
      const errors = [
        new Error(text),
        new TypeError(text, { cause: new Error(text) }),
        new OubliError('broken', text, { cause: text }),
        new OubliError(text, text),
        named,
        Object.assign(new Error('x'), { code: text, errmsg: text }),
        { code: text },
        text,
        new AggregateError([new Error(text)], text),
      ];
      for (const error of errors) telemetry.fault('handler_failed', error, { text });
      telemetry.event(text, { [text]: text, note: text });
    }
    const written = await raw();
    const metrics = await telemetry.metrics.text();
    expect(written.split('\n').length).toBeGreaterThan(personal.length * 9);
    for (const text of [...personal, 'roses', 'Fictive', Buffer.from(phone).toString('base64').slice(0, 12)]) {
      expect(written).not.toContain(text);
      expect(metrics).not.toContain(text);
    }
  });

  test('lets through our ids, references, instants, codes and counts', async () => {
    const { telemetry, lines } = start();
    const facts = Array.from({ length: 500 }, () => ({
      id: randomUUID(),
      effect: `${randomUUID()}.3`,
      digitsOnly: '12345678-1234-4234-8234-123456789012',
      reference: makeReference(randomBytes(11)),
      digits: 'ER-1234-5678-9012',
      until: '2026-11-24T12:00:00.000Z',
      store: 'message_log',
      metaCode: 131047,
      count: 9_999_999,
      isDone: false,
    }));
    for (const one of facts) telemetry.event('request_planned', one);
    expect((await lines()).map((one) => one.facts)).toEqual(facts);
  });

  test.each([
    ['a number with separators', '1-650-555-0100'],
    ['a number among letters', 'to:16505550100'],
    ['a one-time code', '482915'],
    ['a business-scoped id without long digits', 'US.ENT.a1b2c3d4e5'],
    ['a sentence', 'delete me'],
    ['anything longer than 80', 'a'.repeat(81)],
    ['a number as a number', 16_505_550_100],
    ['not a number', Number.NaN],
  ])('redacts %s', async (_what, value) => {
    const { telemetry, lines } = start();
    telemetry.event('anything', { value });
    expect((await lines())[0]?.facts).toEqual({ value: 'redacted' });
  });

  test('a driver’s numeric code is kept, so that a fault can be looked up', async () => {
    const { telemetry, lines } = start();
    telemetry.fault('write_failed', Object.assign(new Error(words), { code: 11_000 }));
    expect((await lines())[0]?.code).toBe('11000');
  });

  test('at level error only faults are written, and events are counted all the same', async () => {
    const { telemetry, lines } = start('error');
    telemetry.event('reply_sent', { result: 'accepted' });
    telemetry.fault('send_failed', null);
    expect((await lines()).map((one) => one.event)).toEqual(['send_failed']);
    expect(await telemetry.metrics.text()).toContain('oubli_reply_sent_total{result="accepted"} 1');
  });

  test('silent writes nothing', async () => {
    const { telemetry, raw } = start('silent');
    telemetry.fault('send_failed', null);
    expect(await raw()).toBe('');
  });

  test('what is said after the end is dropped, not thrown', async () => {
    const { telemetry, raw } = start();
    await raw();
    expect(() => telemetry.event('too_late')).not.toThrow();
  });
});

describe('metrics', () => {
  test('ids never become labels', async () => {
    const { telemetry } = start();
    telemetry.event('request_planned', { requestId: randomUUID(), state: 'planning' });
    expect(await telemetry.metrics.text()).toContain('oubli_request_planned_total{state="planning"} 1');
  });

  test('the series of a counter are bounded, and none is lost from the sum', async () => {
    const { telemetry } = start('silent');
    for (let index = 0; index < 500; index += 1) telemetry.event('odd', { reason: `reason-${index}` });
    const rows = (await telemetry.metrics.text()).split('\n').filter((one) => one.startsWith('oubli_odd_total'));
    expect(rows.length).toBeLessThanOrEqual(65);
    expect(rows.reduce((sum, row) => sum + Number(row.split(' ').at(-1)), 0)).toBe(500);
  });

  test('durations and live numbers are shown', async () => {
    const { telemetry } = start('silent');
    telemetry.metrics.observe('erasure_run', 0.2);
    telemetry.metrics.observe('erasure_run', 2);
    telemetry.metrics.gauge('inbox_waiting', 'Rows that wait.', () => Promise.resolve(7));
    const text = await telemetry.metrics.text();
    expect(text).toContain('oubli_erasure_run_seconds_count 2');
    expect(text).toContain('oubli_inbox_waiting 7');
  });

  test('two processes in one do not share numbers', async () => {
    const [one, other] = [start('silent'), start('silent')];
    one.telemetry.event('reply_sent');
    expect(await other.telemetry.metrics.text()).not.toContain('oubli_reply_sent_total');
  });
});
