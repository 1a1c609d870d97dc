import { runInNewContext } from 'node:vm';

import { beforeEach, describe, expect, test } from '../../support/jest.ts';

import { copyScript } from '../../../src/http/copy/script.ts';
import { until } from '../../support/until.ts';

/** As much of an element as the script touches. */
function element() {
  const listeners = new Map<string, () => unknown>();
  const made = {
    ...{ hidden: true, disabled: false, id: '', textContent: '', className: '', href: '', download: '' },
    ...{ dataset: {} as Record<string, string>, children: [] as unknown[] },
    addEventListener: (name: string, listener: () => unknown) => void listeners.set(name, listener),
    append: (child: unknown) => void made.children.push(child),
    replaceChildren: () => void made.children.splice(0),
    click: () => {
      if (made.href !== '') saved.push(made.download);
      return listeners.get('click')?.();
    },
  };
  return made;
}

let elements: Map<string, ReturnType<typeof element>>;
let saved: string[];
let kept: Blob[];

function byId(id: string): ReturnType<typeof element> {
  const found = elements.get(id) ?? Object.assign(element(), { id });
  elements.set(id, found);
  return found;
}

/** The page of a copy, opened with a link. `readable`: whether the browser makes one string of what comes. */
function openPage(body: string, readable: boolean): void {
  const problems = ['incomplete', 'wrong-key', 'gone', 'unreachable', 'opening', 'too-long'].map(byId);
  byId('save-page').hidden = false;
  byId('save').dataset['reference'] = 'ER-0000-0000-0000';
  const tooLong = (): Promise<never> => Promise.reject(new RangeError('Invalid string length'));
  const blob = new Blob([body], { type: 'application/json' });
  if (!readable) Object.assign(blob, { text: tooLong });
  const text = readable ? () => Promise.resolve(body) : tooLong;
  runInNewContext(copyScript, {
    document: {
      getElementById: byId,
      querySelectorAll: () => problems,
      createElement: element,
      documentElement: { lang: 'en' },
    },
    location: { hash: '#a-made-up-key', pathname: '/c/a-copy' },
    history: { replaceState: () => undefined },
    addEventListener: () => undefined,
    setTimeout: () => 0,
    fetch: () => Promise.resolve({ ok: true, status: 200, text, blob: () => Promise.resolve(blob) }),
    URL: {
      createObjectURL: (one: Blob) => {
        kept.push(one);
        return 'blob:a-made-up-address';
      },
    },
    Blob,
  });
}

const copy = JSON.stringify({
  ...{ reference: 'ER-0000-0000-0000', madeAt: '2026-11-27T12:00:00.000Z', business: { name: 'Made-Up Teas' } },
  ...{ you: {}, fromWhom: 'a', toWhom: ['b'], decisions: 'c', yourRights: 'd', sections: [] },
});

beforeEach(() => {
  elements = new Map();
  [saved, kept] = [[], []];
});

async function show(): Promise<void> {
  void byId('show').click();
  await until(() => !byId('shown').hidden || !byId('unreachable').hidden);
}

async function savedJson(): Promise<readonly unknown[]> {
  await byId('save-json').click();
  const [bytes] = await Promise.all(kept.map((one) => one.arrayBuffer()));
  return [saved, Buffer.from(bytes ?? new ArrayBuffer(0)).toString()];
}

describe('the page of a copy', () => {
  test('shows it, and saves it as it came', async () => {
    openPage(copy, true);
    await show();
    await until(() => byId('copy').children.length > 0);
    expect(byId('too-long').hidden).toBe(true);
    expect(await savedJson()).toEqual([['ER-0000-0000-0000.json'], copy]);
  });

  test('saves also what is longer than a browser can show, and says so: the link opens once', async () => {
    openPage(copy, false);
    await show();
    await until(() => !byId('too-long').hidden);
    expect(byId('unreachable').hidden).toBe(true);
    expect(byId('save-page').hidden).toBe(true);
    expect(await savedJson()).toEqual([['ER-0000-0000-0000.json'], copy]);
  });
});
