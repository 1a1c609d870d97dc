import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';
import { z } from 'zod';

import { type Door, first, openDoor, outcomeOf } from './door.ts';

const folder = new URL('../fixtures/whatsapp/', import.meta.url);
const index = z
  .array(z.looseObject({ file: z.string(), belongsTo: z.string(), shape: z.array(z.number()).optional() }))
  .parse(JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')));

describe('every fixture', () => {
  let door: Door;
  beforeAll(async () => {
    door = await openDoor();
  });
  afterAll(() => door.close());

  test('all fifteen shapes seen in the wild are among them', () => {
    const shapes = new Set(index.flatMap((one) => one.shape ?? []));
    expect([...shapes].sort((left, right) => left - right)).toEqual(Array.from({ length: 15 }, (_, at) => at + 1));
  });

  test.each(index.map((one) => [one.file, one] as const))(
    '%s is answered 200, and kept when it is ours',
    async (file, { belongsTo }) => {
      await door.empty();
      const body = readFileSync(new URL(file, folder));
      const answer = await door.post(body);
      expect(answer.status).toBe(200);
      if (belongsTo === 'nobody') expect(await door.rows()).toEqual([]);
      if (belongsTo === 'tenant-a') expect(outcomeOf(answer)).toBe('accepted');
      // Words without an id cannot be told from their copy: they are kept by type only.
      const holdsDeletion = body.includes('"DELETE"') && belongsTo === 'tenant-a' && !file.includes('without-id');
      if (holdsDeletion) expect(JSON.stringify(await door.events())).toContain('"DELETE"');
      expect((await door.rows()).filter(({ tenantId }) => tenantId !== first.tenantId)).toEqual([]);
    },
  );
});
