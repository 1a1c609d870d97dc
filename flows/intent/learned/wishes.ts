/** What the second opinion tells apart. `erase-part` is a time, or a part that has no name; `other` is everything else. */
export const learnedWishes = [
  'delete',
  'access',
  'correct',
  'restrict',
  'stop',
  'opt-ins',
  'erase-part',
  'erase-part:media',
  'erase-part:opt-ins',
  'start',
  'cancel',
  'not-me',
  'resend',
  'status',
  'human',
  'help',
  'language',
  'other',
] as const;

export type LearnedWish = (typeof learnedWishes)[number];
