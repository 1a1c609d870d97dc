import { describe, expect, test } from '../support/jest.ts';

import { type Subject } from '../../src/conversation/subjects.ts';
import { type Talk } from '../../src/conversation/talk.ts';
import { openStage, phone, tenantOf } from './stage.ts';

const stage = openStage();
const unending = new AbortController().signal;

async function person(): Promise<Subject> {
  const found = await stage().stores.subjects.find(tenantOf(), [phone]);
  if (found === null) throw new Error('no person');
  return found;
}

/** Rows of any collection that carry the key's id, with when each was written last. */
async function rowsUnder(keyId: string): Promise<readonly unknown[]> {
  const { conversations, subjects } = stage().stores.models;
  return Promise.all([conversations, subjects].map((model) => model.collection.find({ keyId }).toArray()));
}

describe('once a key is destroyed nothing is written under it', () => {
  test('by a worker that lost the lane in the middle of an event, to whoever erased the person meanwhile', async () => {
    const { keyId, subjectId } = await stage().stores.subjects.ensure(tenantOf(), [phone]);
    const erase = async (lane: string): Promise<void> => {
      stage().pass(30_000);
      expect(await stage().stores.lanes.take(lane, stage().stores.clock.now(), 30_000)).not.toBeNull();
      await stage().stores.models.subjects.deleteOne({ _id: subjectId });
      expect(await stage().stores.personKeys.destroy([keyId])).toBe(1);
    };
    const { workLane } = stage().rebuilt({
      talk: (real): Talk => ({
        ...real,
        async hearAndBegin(order) {
          expect(order.subject?.keyId).toBe(keyId);
          await erase(order.lane);
          return real.hearAndBegin(order);
        },
      }),
    });
    const { lane } = await stage().accept(stage().message('DELETE'));
    await workLane(lane, unending);
    expect(await rowsUnder(keyId)).toEqual([[], []]);
  });

  test('by a worker that held the lane all the time, after it had said something to the outside', async () => {
    await stage().receive(stage().message('DELETE'));
    const { keyId } = await person();
    let atDestruction: readonly unknown[] = [];
    stage().results.push(async () => {
      expect(await stage().stores.personKeys.destroy([keyId])).toBe(1);
      atDestruction = await rowsUnder(keyId);
      return { name: 'accepted', messageId: 'wamid.1' };
    });
    await stage().receive(stage().message('yes'));
    expect(stage().sent).toHaveLength(2);
    expect(atDestruction.flat()).toHaveLength(2);
    expect(await rowsUnder(keyId)).toEqual(atDestruction);
  });

  test('nor is it while the lane is held: an erasure has to wait for the lane', async () => {
    const taken: (number | null)[] = [];
    stage().results.push(async () => {
      const { lane } = (await stage().chat()) ?? { lane: '' };
      taken.push(await stage().stores.lanes.take(lane, stage().stores.clock.now(), 30_000));
      return { name: 'accepted', messageId: 'wamid.1' };
    });
    await stage().receive(stage().message('hello'));
    expect(taken).toEqual([null]);
  });
});
