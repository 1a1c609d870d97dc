import { type LaneInbox } from '../conversation/lane-inbox.ts';
import { type InboxStore } from './inbox.ts';

/** Shows the inbox to the conversation stage: ids and lanes, and a way to read what is sealed. */
export function createLaneInbox(inbox: InboxStore): LaneInbox {
  return {
    async claim(lane, now, limit) {
      const rows = await inbox.claimLane(lane, now, limit);
      return rows.map((row) => ({
        id: row._id,
        tenantId: row.tenantId,
        lane: row.lane,
        receivedAt: Number(row.receivedAt),
        attempts: row.attempts,
        read: () => inbox.open(row),
      }));
    },
    done: (ids) => inbox.done(ids),
    drop: (ids) => inbox.drop(ids),
    failed: (id, failure) => inbox.failed(id, failure),
    postponed: (id, delay) => inbox.postponed(id, delay),
  };
}
