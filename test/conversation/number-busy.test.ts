import { describe, expect, test } from '../support/jest.ts';

import { type Identifier } from '../../src/domain/subject.ts';
import { bsuid, openStage, phone, tenantOf } from './stage.ts';

const stage = openStage();
const unending = new AbortController().signal;
const newcomer: Identifier = { kind: 'bsuid', value: 'US.exampleBea0000002' };

describe('a message of whoever has the number of somebody who is being erased', () => {
  test('waits with a bounded pause, however long that stands still, and is answered at its end', async () => {
    const requests = stage().stores.connection.collection('requests');
    const { subjectId } = await stage().stores.subjects.ensure(tenantOf(), [bsuid, phone]);
    await requests.insertOne({ tenantId: 'tenant-1', subjectId, state: { name: 'blocked' } });
    const { id, lane } = await stage().accept(stage().message('hello', { names: [newcomer, phone] }));
    const rowOf = () => stage().stores.models.inboxEvents.findById(id).lean();
    const pauses: number[] = [];
    for (let look = 0; look < 10; look += 1) {
      await stage().workLane(lane, unending);
      const pause = Number((await rowOf())?.dueAt) - stage().stores.clock.now();
      pauses.push(pause);
      stage().pass(pause);
    }
    expect(await rowOf()).toMatchObject({ state: 'pending', attempts: 0, errorCode: 'identity_busy' });
    expect(pauses).toEqual([1, 1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000));
    expect(stage().sent).toEqual([]);
    expect(new Set(stage().said.map(({ name }) => name))).toEqual(new Set(['event_postponed']));

    await requests.deleteMany({});
    await stage().workLane(lane, unending);
    expect(await rowOf()).toMatchObject({ state: 'done', attempts: 0 });
    expect(stage().sent).toHaveLength(1);
  });
});
