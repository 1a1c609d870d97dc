import { type InboxStore } from '../../src/stores/inbox.ts';

/** The last instant that a date can hold. */
const endOfTime = 8.64e15;

/** Puts everything that arrived in its lane, as a worker does; says which lanes have something new. */
export async function takeAllIn({ arrivals }: Pick<InboxStore, 'arrivals'>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { lanes } of arrivals.takeIn([], endOfTime)) found.push(...[...lanes.values()].flat());
  return found;
}
