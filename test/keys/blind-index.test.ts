import { describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { type Identifier, identifierKinds } from '../../src/domain/subject.ts';
import { createBlindIndex, type HashScope } from '../../src/keys/blind-index.ts';
import { createKeyring } from '../../src/keys/keyring.ts';

const index = createBlindIndex(createKeyring(Buffer.alloc(32, 2)));
const scope: HashScope = { tenantId: 'tenant-1', portfolioId: 'portfolio-1' };
const phone: Identifier = { kind: 'phone', value: '16505550100' };
const bsuid: Identifier = { kind: 'bsuid', value: 'US.example0001' };
const anyIdentifier = fc.record({ kind: fc.constantFrom(...identifierKinds), value: fc.string() });

describe('a name', () => {
  test('is found again by the same keyed hash, which shows nothing of it', () => {
    fc.assert(
      fc.property(anyIdentifier, (identifier) => {
        const found = index.name(scope, identifier);
        expect(found).toBe(index.name({ ...scope }, { ...identifier }));
        expect(found).toMatch(/^1\.[A-Za-z0-9_-]{43}$/);
      }),
    );
  });

  test('hashes apart from every other name', () => {
    fc.assert(
      fc.property(anyIdentifier, anyIdentifier, (one, other) => {
        const isSame = one.kind === other.kind && one.value === other.value;
        expect(index.name(scope, one) === index.name(scope, other)).toBe(isSame);
      }),
    );
  });

  test('of one kind is no name of another kind, though they read alike', () => {
    const alike = identifierKinds.map((kind) => index.name(scope, { kind, value: '16505550100' }));
    expect(new Set(alike).size).toBe(identifierKinds.length);
  });

  test.each(['bsuid', 'parent_bsuid', 'username'] as const)(
    'a %s means something within its tenant and portfolio only (invariant 24)',
    (kind) => {
      const own = index.name(scope, { kind, value: 'US.example0001' });
      const elsewhere = [
        { ...scope, portfolioId: 'portfolio-2' },
        { ...scope, tenantId: 'tenant-2' },
        { tenantId: 'portfolio-1', portfolioId: 'tenant-1' },
      ].map((other) => index.name(other, { kind, value: 'US.example0001' }));
      expect(new Set([own, ...elsewhere]).size).toBe(4);
    },
  );

  test('a phone number is the same person in every portfolio of a tenant, and at no other tenant', () => {
    expect(index.name({ ...scope, portfolioId: 'portfolio-2' }, phone)).toBe(index.name(scope, phone));
    expect(index.name({ ...scope, tenantId: 'tenant-2' }, phone)).not.toBe(index.name(scope, phone));
  });

  test('several are hashed one by one, in their order', () => {
    expect(index.names(scope, [bsuid, phone])).toEqual([index.name(scope, bsuid), index.name(scope, phone)]);
  });
});

describe('purposes', () => {
  test('no hash of one matches that of another: a lane does not tell a name, nor a counter either', () => {
    for (const identifier of [phone, bsuid]) {
      const hashes = (['name', 'lane', 'codeCounter', 'flood'] as const).map((way) => index[way](scope, identifier));
      expect(new Set(hashes).size).toBe(4);
    }
    const same = [
      index.event(['a']),
      index.apiKey('a'),
      index.message('tenant-1', 'a'),
      index.event(['tenant-1', 'a']),
    ];
    expect(new Set(same).size).toBe(4);
  });

  test('a message is found at its tenant only', () => {
    expect(index.message('tenant-1', 'id')).not.toBe(index.message('tenant-2', 'id'));
  });

  test('the parts of an event are told apart', () => {
    const events = [['ab', 'c'], ['a', 'bc'], ['abc'], ['a","bc'], ['abc', '']].map((parts) => index.event(parts));
    expect(new Set(events).size).toBe(5);
  });

  test('another master key gives other hashes throughout', () => {
    const other = createBlindIndex(createKeyring(Buffer.alloc(32, 3)));
    expect(other.name(scope, phone)).not.toBe(index.name(scope, phone));
    expect(other.event(['a'])).not.toBe(index.event(['a']));
  });
});
