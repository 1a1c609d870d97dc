import { type Reading } from '../reading.ts';

/** What the rules made of a message, as one name: the wish that is acted on, `offer of …`, or `nothing`. */
export function nameOf({ acts, offers, part }: Reading): string {
  const [act] = acts;
  const name = act ?? (offers === null ? 'nothing' : `offer of ${offers}`);
  return part === null ? name : `${name}:${part}`;
}
