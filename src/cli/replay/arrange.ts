import { type Payload } from './read-payloads.ts';

/**
 * One POST to be made. Two kinds must be refused: `altered` was changed after it was signed (401), `cut` is half of the
 * body, signed as it is (400).
 */
export interface Planned {
  readonly payload: Payload;
  readonly kind: 'plain' | 'copy' | 'altered' | 'cut';
}

/** The status that each kind must be answered with. */
export const dueStatus: Readonly<Record<Planned['kind'], number>> = { plain: 200, copy: 200, altered: 401, cut: 400 };

export interface Arrangement {
  /** How often each payload is posted, the first time included. */
  readonly times: number;
  /** Seed; `null` keeps the order. */
  readonly shuffleSeed: number | null;
  /** Posts an altered and a cut one in front of each payload. */
  readonly corrupts: boolean;
}

/** Says what is posted in which order. The same seed shuffles the same way. */
export function arrange(
  payloads: readonly Payload[],
  { times, shuffleSeed, corrupts }: Arrangement,
): readonly Planned[] {
  const planned = payloads.flatMap((payload): Planned[] => [
    ...(corrupts
      ? ([
          { payload, kind: 'altered' },
          { payload, kind: 'cut' },
        ] as const)
      : []),
    ...Array.from({ length: times }, (_, index) => ({ payload, kind: index === 0 ? 'plain' : 'copy' }) as const),
  ]);
  return shuffleSeed === null ? planned : shuffle(planned, shuffleSeed);
}

/** Fisher and Yates over a small seeded generator (mulberry32). */
function shuffle<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const mixed = [...items];
  let state = seed >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296;
  };
  for (let index = mixed.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const [left, right] = [mixed[index], mixed[other]];
    if (left !== undefined && right !== undefined) [mixed[index], mixed[other]] = [right, left];
  }
  return mixed;
}
