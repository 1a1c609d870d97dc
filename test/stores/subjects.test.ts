import { afterAll, afterEach, beforeAll, describe, expect, test } from '../support/jest.ts';
import fc from 'fast-check';

import { type Identifier } from '../../src/domain/subject.ts';
import { type HashScope } from '../../src/keys/blind-index.ts';
import { foundIn } from './forms-of.ts';
import { type OpenStores, openStores } from './open-stores.ts';

const scope: HashScope = { tenantId: 'tenant-1', portfolioId: 'portfolio-1' };
const phone: Identifier = { kind: 'phone', value: '16505550100' };
const bsuid: Identifier = { kind: 'bsuid', value: 'US.exampleAna0000001' };
const newPhone: Identifier = { kind: 'phone', value: '447700900123' };
const newBsuid: Identifier = { kind: 'bsuid', value: 'US.exampleAna0000002' };

let stores: OpenStores;

beforeAll(async () => {
  stores = await openStores();
});
afterEach(() => stores.empty());
afterAll(() => stores.close());

describe('finding', () => {
  test('a stranger is nobody, and looking for them leaves nothing', async () => {
    expect(await stores.subjects.find(scope, [bsuid, phone])).toBeNull();
    expect(await stores.subjects.find(scope, [])).toBeNull();
    expect(await stores.subjects.byId('nobody')).toBeNull();
    expect(await stores.rowCounts()).toEqual({});
  });

  test('a person is found by each name alone, with all that is known', async () => {
    const made = await stores.subjects.ensure(scope, [bsuid, phone]);
    for (const one of [bsuid, phone]) expect(await stores.subjects.find(scope, [one])).toEqual(made);
    expect(await stores.subjects.byId(made.subjectId)).toEqual(made);
    expect(made).toMatchObject({ tenantId: 'tenant-1', identifiers: [bsuid, phone], isLockedOut: false });
    expect([...made.keyIds]).toEqual([made.keyId]);
  });

  test('a BSUID of another tenant or another portfolio is nobody’s (invariant 24)', async () => {
    await stores.subjects.ensure(scope, [bsuid, phone]);
    expect(await stores.subjects.find({ ...scope, tenantId: 'tenant-2' }, [bsuid])).toBeNull();
    expect(await stores.subjects.find({ ...scope, portfolioId: 'portfolio-2' }, [bsuid])).toBeNull();
    expect(await stores.subjects.find({ ...scope, tenantId: 'tenant-2' }, [phone])).toBeNull();
  });

  test('the same person at two tenants is two people with two keys', async () => {
    const one = await stores.subjects.ensure(scope, [phone]);
    const other = await stores.subjects.ensure({ ...scope, tenantId: 'tenant-2' }, [phone]);
    expect(other.subjectId).not.toBe(one.subjectId);
    expect(other.keyId).not.toBe(one.keyId);
    expect(await stores.subjects.find(scope, [phone])).toEqual(one);
  });

  test('where names belong to two people, the BSUID says who it is, in whatever order', async () => {
    const ana = await stores.subjects.ensure(scope, [bsuid]);
    const bea = await stores.subjects.ensure(scope, [phone]);
    expect(await stores.subjects.find(scope, [bsuid, phone])).toEqual(ana);
    expect(await stores.subjects.find(scope, [phone, bsuid])).toEqual(ana);
    expect(await stores.subjects.find(scope, [phone])).toEqual(bea);
  });

  test('a known number beside an unknown BSUID is nobody yet, if its person has another', async () => {
    await stores.subjects.ensure(scope, [bsuid, phone]);
    expect(await stores.subjects.find(scope, [newBsuid, phone])).toBeNull();
  });
});

describe('making', () => {
  test('thirty messages at once make one person with one key', async () => {
    const made = await Promise.all(Array.from({ length: 30 }, () => stores.subjects.ensure(scope, [bsuid, phone])));
    expect(new Set(made.map((one) => one.subjectId)).size).toBe(1);
    expect(await stores.rowCounts()).toEqual({ subjects: 1, person_keys: 1 });
  });

  test('messages at once that know different names of one person make one person with all names', async () => {
    const ways = [[bsuid, phone], [phone], [phone, bsuid], [bsuid, phone, newPhone]];
    await Promise.all(
      Array.from({ length: 5 }, () => ways)
        .flat()
        .map((names) => stores.subjects.ensure(scope, names)),
    );
    expect(await stores.rowCounts()).toEqual({ subjects: 1, person_keys: 1 });
    const found = await stores.subjects.find(scope, [phone]);
    expect([...(found?.identifiers ?? [])].map((one) => one.value).sort()).toEqual(
      [bsuid, phone, newPhone].map((one) => one.value).sort(),
    );
  });

  test('nobody is made of no name', async () => {
    await expect(stores.subjects.ensure(scope, [])).rejects.toMatchObject({ code: 'subject_without_name' });
    expect(await stores.rowCounts()).toEqual({});
  });

  test('a name given twice counts once', async () => {
    const made = await stores.subjects.ensure(scope, [phone, { ...phone }]);
    expect([made.identifiers, made.names]).toEqual([[phone], [stores.blindIndex.name(scope, phone)]]);
    const joined = await stores.subjects.ensure(scope, [phone, bsuid, bsuid]);
    expect(joined.identifiers).toEqual([phone, bsuid]);
    expect(await stores.subjects.find(scope, [bsuid])).toEqual(joined);
  });
});

describe('learning a name', () => {
  test('adds it to the person, who keeps the former ones', async () => {
    const before = await stores.subjects.ensure(scope, [bsuid, phone]);
    const after = await stores.subjects.ensure(scope, [bsuid, newPhone]);
    expect(after).toMatchObject({ subjectId: before.subjectId, identifiers: [bsuid, phone, newPhone] });
    for (const one of after.identifiers) expect(await stores.subjects.find(scope, [one])).toEqual(after);
  });

  test('a parent id that belongs to somebody else stays theirs, and the rest is learned', async () => {
    const parent: Identifier = { kind: 'parent_bsuid', value: 'US.ENT.exampleAna0001' };
    const ana = await stores.subjects.ensure(scope, [bsuid]);
    const bea = await stores.subjects.ensure(scope, [parent]);
    const after = await stores.subjects.ensure(scope, [bsuid, parent, newPhone]);
    expect(after).toMatchObject({ subjectId: ana.subjectId, identifiers: [bsuid, newPhone] });
    expect(await stores.subjects.find(scope, [parent])).toEqual(bea);
    expect(await stores.subjects.ensure(scope, [bsuid, parent])).toEqual(after);
  });

  test('two that learn different names at once both do', async () => {
    const { subjectId } = await stores.subjects.ensure(scope, [bsuid]);
    const others = Array.from({ length: 4 }, (_, index): Identifier => ({
      kind: 'phone',
      value: `1650555012${index}`,
    }));
    await Promise.all(others.map((other) => stores.subjects.ensure(scope, [bsuid, other])));
    const found = await stores.subjects.byId(subjectId);
    expect(found?.identifiers).toHaveLength(5);
    expect(await stores.models.subjects.countDocuments()).toBe(1);
  });

  test('whatever comes in whatever order, a name belongs to one person and opens as what it was', async () => {
    const pool = Array.from({ length: 6 }, (_, index): Identifier => ({ kind: 'phone', value: `1650555013${index}` }));
    const someNames = fc.uniqueArray(fc.constantFrom(...pool), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(someNames, { minLength: 1, maxLength: 6 }), async (messages) => {
        await stores.empty();
        for (const names of messages) await stores.subjects.ensure(scope, names);
        const rows = await stores.models.subjects.find().lean();
        const hashes = rows.flatMap((row) => row.names);
        expect(new Set(hashes).size).toBe(hashes.length);
        for (const one of messages.flat()) {
          const found = await stores.subjects.find(scope, [one]);
          expect(found?.identifiers).toContainEqual(one);
          expect(found?.names).toEqual(stores.blindIndex.names(scope, found?.identifiers ?? []));
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('at rest', () => {
  test('the bytes of the database hold no form of a name', async () => {
    const user: Identifier = { kind: 'username', value: 'ana.example.of.fiction' };
    const parent: Identifier = { kind: 'parent_bsuid', value: 'US.ENT.exampleAna0001' };
    await stores.subjects.ensure(scope, [bsuid, phone]);
    await stores.subjects.ensure(scope, [bsuid, newPhone, user, parent]);
    const values = [bsuid, phone, newPhone, user, parent].map((one) => one.value);
    const bytes = await stores.rawBytes();
    expect(bytes.length).toBeGreaterThan(500);
    expect(foundIn(bytes, values)).toEqual([]);
    // The search can find: what a plain store would hold is seen in every form.
    const wamid = Buffer.from(`wamid.${Buffer.from(`xy${phone.value}z`).toString('base64')}`);
    expect(foundIn(Buffer.concat([bytes, wamid, Buffer.from(bsuid.value, 'utf16le')]), values)).toEqual([0, 1]);
  });

  test('a row put under another tenant does not open', async () => {
    const made = await stores.subjects.ensure(scope, [phone]);
    await stores.models.subjects.updateOne({ _id: made.subjectId }, { $set: { tenantId: 'tenant-2' } });
    await expect(stores.subjects.byId(made.subjectId)).rejects.toMatchObject({ code: 'seal_broken' });
  });
});

describe('a person whose key is destroyed', () => {
  test('is a stranger, by name and by id', async () => {
    const made = await stores.subjects.ensure(scope, [bsuid, phone]);
    await stores.personKeys.destroy(made.keyIds);
    expect(await stores.subjects.find(scope, [phone])).toBeNull();
    expect(await stores.subjects.byId(made.subjectId)).toBeNull();
  });

  test('can write again at once: a new person, and the rest of the old one goes', async () => {
    const made = await stores.subjects.ensure(scope, [bsuid, phone]);
    await stores.personKeys.destroy(made.keyIds);
    const again = await stores.subjects.ensure(scope, [phone]);
    expect(again.subjectId).not.toBe(made.subjectId);
    expect(again.identifiers).toEqual([phone]);
    expect(await stores.subjects.find(scope, [phone])).toEqual(again);
    expect(await stores.rowCounts()).toEqual({ subjects: 1, person_keys: 1 });
  });

  test('holds no name against somebody who is there', async () => {
    const ana = await stores.subjects.ensure(scope, [bsuid]);
    const gone = await stores.subjects.ensure(scope, [phone]);
    await stores.personKeys.destroy(gone.keyIds);
    expect(await stores.subjects.ensure(scope, [bsuid, phone])).toMatchObject({
      subjectId: ana.subjectId,
      identifiers: [bsuid, phone],
    });
  });
});

describe('lock-out', () => {
  test('is seen from then on, and can be lifted', async () => {
    const { subjectId } = await stores.subjects.ensure(scope, [phone]);
    await stores.subjects.lockOut(subjectId, true);
    expect(await stores.subjects.find(scope, [phone])).toMatchObject({ isLockedOut: true });
    expect(await stores.subjects.ensure(scope, [phone, bsuid])).toMatchObject({ isLockedOut: true });
    await stores.subjects.lockOut(subjectId, false);
    expect(await stores.subjects.byId(subjectId)).toMatchObject({ isLockedOut: false });
  });
});
