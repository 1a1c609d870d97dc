import { type Connection, type Model, Schema } from 'mongoose';

import { type InboxEventRow } from './inbox-event.ts';

/**
 * Webhook items that the door stored together, until a worker has put each in its lane (`inbox_events`): one document, so that
 * what Meta waits for is one write without the indexes that order and dedupe need. Lives for milliseconds while a worker runs.
 */
export interface ArrivalRow {
  /** The server's time in milliseconds, then chance: what came first is taken in first. */
  _id: string;
  /** Complete rows of the inbox, sealed as they are there. One may be there already: only the inbox knows. */
  rows: InboxEventRow[];
  expiresAt: Date;
}

const schema = new Schema<ArrivalRow>(
  {
    _id: { type: String, required: true },
    rows: { type: [Schema.Types.Mixed], required: true },
    expiresAt: { type: Date, required: true },
  } as never,
  { strict: 'throw', collection: 'arrivals', versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Defines the collection `arrivals` on a connection. */
export function defineArrival(connection: Connection): Model<ArrivalRow> {
  return connection.model<ArrivalRow>('Arrival', schema);
}
