import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from '../support/jest.ts';

import { arrange } from '../../src/cli/replay/arrange.ts';
import { fillIn, freshen } from '../../src/cli/replay/fill-in.ts';
import { pauseMs } from '../../src/cli/replay/pace.ts';
import { readPayloads } from '../../src/cli/replay/read-payloads.ts';
import { readSaid } from '../../src/cli/replay/said.ts';
import { readShownMessage, type ShownMessage } from '../../src/cli/replay/shown-message.ts';
import { errorCode } from '../../src/domain/errors.ts';

const wamid = `wamid.${Buffer.from('\u001c\u0018\u000b16505550100\u0015\u0002\u0000\u0012\u0018\u0014AAAABBBBCCCCDDDDEEEE\u0000', 'latin1').toString('base64')}`;

const shownOf = (rest: Partial<ShownMessage>): ShownMessage => ({
  to: '16505550100',
  text: '',
  buttons: [],
  code: null,
  ...rest,
});

describe('placeholders', () => {
  test('become the time, the last code shown, and the last button of that name', () => {
    const shown = [
      shownOf({ code: '111111' }),
      shownOf({ buttons: [{ id: 'old.confirm', title: 'Yes' }] }),
      shownOf({ code: '222222', buttons: [{ id: 'new."confirm', title: 'Yes' }] }),
      shownOf({ buttons: [{ id: 'dd.confirm', title: 'Yes' }] }),
    ];
    const text = '{"timestamp":"{{now}}","body":"{{code}}","id":"{{button:confirm}}"}';
    expect(JSON.parse(fillIn(text, { now: 1_790_000_000_999, shown }) ?? '')).toEqual({
      timestamp: '1790000000',
      body: '222222',
      id: 'dd.confirm',
    });
  });

  test('without a chat a button is the product’s own, and a code cannot be', () => {
    expect(fillIn('{{button:confirm}}', { now: 0, shown: [] })).toBe('dd.confirm');
    expect(fillIn('{{code}}', { now: 0, shown: [] })).toBeNull();
  });
});

describe('fresh ids', () => {
  test('differ between runs, agree within one, and keep the number in front as a real wamid does', () => {
    const text = JSON.stringify({ id: wamid, context: { id: wamid } });
    const [first, second] = [freshen(text, 'run-1'), freshen(text, 'run-2')];
    const { id, context } = JSON.parse(first) as { readonly id: string; readonly context: { readonly id: string } };
    expect(id).toBe(context.id);
    expect(id).not.toBe(wamid);
    expect(first).not.toBe(second);
    expect(Buffer.from(id.slice('wamid.'.length), 'base64').toString('latin1')).toContain('16505550100');
  });

  test('are made of ids that are written with escaped slashes too', () => {
    const escaped = '{"id":"wamid.ABC\\/DEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn=="}';
    expect((JSON.parse(freshen(escaped, 'run')) as { readonly id: string }).id).toMatch(/^wamid\.[A-Za-z0-9+/]+=*$/);
    expect(freshen(escaped, 'run')).not.toContain('DEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn');
  });
});

describe('the order', () => {
  const payloads = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, text: '{}' }));
  const plain = { times: 1, shuffleSeed: null, corrupts: false };
  const names = (seed: number | null): string =>
    arrange(payloads, { ...plain, shuffleSeed: seed })
      .map(({ payload }) => payload.name)
      .join('');

  test('is kept, or decided by the seed and by nothing else', () => {
    expect(names(null)).toBe('abcdef');
    expect(names(7)).toBe(names(7));
    expect(names(7)).not.toBe(names(8));
    expect(names(7).split('').toSorted().join('')).toBe('abcdef');
  });

  test('has a copy right after its payload, and spoiled ones before it', () => {
    const kinds = arrange(payloads.slice(0, 1), { times: 2, shuffleSeed: null, corrupts: true });
    expect(kinds.map(({ kind }) => kind)).toEqual(['altered', 'cut', 'plain', 'copy']);
  });

  test('of a folder is by name, folders in it included, and the index is no payload', () => {
    const folder = mkdtempSync(join(tmpdir(), 'oubli payloads '));
    mkdirSync(join(folder, 'journey'));
    for (const name of ['b.json', 'journey/02-yes.json', 'journey/01-delete.json', 'index.json', 'notes.txt']) {
      writeFileSync(join(folder, name), '{}');
    }
    const found = readPayloads([folder]).map(({ name }) => name.slice(folder.length + 1));
    expect(found).toEqual(['b.json', 'journey/01-delete.json', 'journey/02-yes.json']);
  });

  test('of nothing is refused in a sentence', () => {
    const codeOf = (paths: readonly string[]): string => {
      try {
        readPayloads(paths);
        return 'none';
      } catch (error) {
        return errorCode(error);
      }
    };
    expect(codeOf([mkdtempSync(join(tmpdir(), 'oubli empty '))])).toBe('nothing_to_replay');
    expect(codeOf(['/nowhere/at/all'])).toBe('file_unreadable');
  });
});

describe('the pace', () => {
  const at = (seconds: number): string => `{"timestamp":"${1_790_000_000 + seconds}"}`;

  test('is that of the timestamps, so many times faster, and never a wait of more than ten seconds', () => {
    expect(pauseMs(at(0), at(4), 2)).toBe(2_000);
    expect(pauseMs(at(0), at(86_400), 10)).toBe(1_000);
    expect(pauseMs(at(4), at(0), 1)).toBe(0);
    expect(pauseMs(at(0), '{"timestamp":"{{now}}"}', 4)).toBe(250);
    expect(pauseMs(at(0), at(4), null)).toBe(0);
    expect(pauseMs(null, at(4), 1)).toBe(0);
  });
});

describe('the chat window', () => {
  const send = (body: unknown): ShownMessage | null => readShownMessage('/v26.0/222/messages', JSON.stringify(body));

  test('reads texts, buttons, lists and templates as a person would see them', () => {
    expect(send({ to: '+16505550100', type: 'text', text: { body: 'Your code is 482915.' } })).toEqual(
      shownOf({ text: 'Your code is 482915.', code: '482915' }),
    );
    const button = { type: 'reply', reply: { id: 'dd.confirm', title: 'Yes' } };
    expect(
      send({ recipient: 'US.1', interactive: { body: { text: 'Sure?' }, action: { buttons: [button] } } }),
    ).toEqual({
      to: 'US.1',
      text: 'Sure?',
      buttons: [{ id: 'dd.confirm', title: 'Yes' }],
      code: null,
    });
    const rows = [{ id: 'lang.fr', title: 'Français' }];
    expect(
      send({ to: '1', interactive: { body: { text: 'Which?' }, action: { sections: [{ rows }] } } })?.buttons,
    ).toEqual(rows);
    const components = [
      { type: 'body', parameters: [{ type: 'text', text: '482915' }] },
      { type: 'button', parameters: [{ type: 'text', text: '482915' }] },
    ];
    expect(send({ to: '1', template: { name: 'oubli_code', components } })).toMatchObject({
      text: '[oubli_code] 482915',
      code: '482915',
    });
  });

  test('takes no reference, year or phone number for a code', () => {
    for (const text of ['ER-1234-5678-9012', 'in 2026', '+1 650 555 0100', '16505550100']) {
      expect(send({ to: '1', text: { body: text } })?.code).toBeNull();
    }
  });

  test('shows nothing for a read mark, another edge, or what is no JSON', () => {
    expect(send({ status: 'read', message_id: 'x' })).toBeNull();
    expect(readShownMessage('/v26.0/222/contact_book', '{}')).toBeNull();
    expect(readShownMessage('/v26.0/222/messages', 'not json')).toBeNull();
  });
});

describe('what a person says', () => {
  test('is read from any payload, however odd', () => {
    const value = {
      messages: [{ from: '1', from_user_id: 'US.1', type: 'text', text: { body: 'DELETE' } }, { type: 'order' }],
    };
    const text = JSON.stringify({ entry: [{ changes: [{ value }] }] });
    expect(readSaid(text)).toEqual({ names: ['1', 'US.1'], lines: ['DELETE', '(order)'] });
    for (const odd of ['', 'null', '[]', '{"entry":{}}', '{"entry":[null,{"changes":[7]}]}']) {
      expect(readSaid(odd)).toEqual({ names: [], lines: [] });
    }
  });
});
