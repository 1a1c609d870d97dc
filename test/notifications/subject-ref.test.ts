import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { describe, expect, test } from '../support/jest.ts';

import { type Identifier } from '../../src/domain/subject.ts';
import { subjectRefOf } from '../../src/notifications/subject-ref.ts';

interface Vector {
  readonly key: string;
  readonly kind: 'phone' | 'bsuid';
  readonly value: string;
  readonly canonicalHex: string;
  readonly hash: string;
}

const file = new URL('../fixtures/subject-ref/vectors.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { readonly vectors: readonly Vector[] };

describe('the published vectors', () => {
  test('come out of node:crypto alone, by the canonical form of docs/subject-ref.md', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(8);
    for (const { key, kind, value, canonicalHex, hash } of vectors) {
      const canonical = `oubli-subject-ref-v1\n${kind}\n${value}`;
      expect(Buffer.from(canonical).toString('hex')).toBe(canonicalHex);
      expect(createHmac('sha256', Buffer.from(key, 'base64url')).update(canonical).digest('base64url')).toBe(hash);
    }
  });

  test('are what the product sends', () => {
    for (const { key, kind, value, hash } of vectors) {
      expect(subjectRefOf({ subjectRefKey: key }, [{ kind, value }])).toEqual([{ kind, hash }]);
    }
  });

  test('are those of the documentation', () => {
    const page = readFileSync(new URL('../../docs/subject-ref.md', import.meta.url), 'utf8');
    for (const { value, hash } of vectors.slice(0, 5))
      expect(page).toMatch(new RegExp(`\`${value}\` +\\| \`${hash}\``));
  });
});

test('a person with several names has one hash each; user names and parent ids are left out; doubles are one', () => {
  const subjectRefKey = vectors[0]?.key ?? '';
  const identifiers: readonly Identifier[] = [
    { kind: 'bsuid', value: 'US.1000000000000000001' },
    { kind: 'username', value: 'ana.fictive' },
    { kind: 'phone', value: '16505550100' },
    { kind: 'parent_bsuid', value: 'US.9000000000000000001' },
    { kind: 'phone', value: '16505550100' },
    { kind: 'phone', value: '16505550199' },
  ];
  const refs = subjectRefOf({ subjectRefKey }, identifiers);
  expect(refs.map((one) => one.kind)).toEqual(['bsuid', 'phone', 'phone']);
  expect(new Set(refs.map((one) => one.hash)).size).toBe(3);
  expect(refs.every((one) => /^[A-Za-z0-9_-]{43}$/.test(one.hash))).toBe(true);
});

test('another business has other hashes for the same person', () => {
  const [one, other] = [...new Set(vectors.map((vector) => vector.key))];
  const identifiers: readonly Identifier[] = [{ kind: 'phone', value: '16505550100' }];
  const refs = [one, other].map((subjectRefKey = '') => subjectRefOf({ subjectRefKey }, identifiers)[0]?.hash);
  expect(refs[0]).not.toBe(refs[1]);
});
