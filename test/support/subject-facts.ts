/** What is stored of somebody whose names never changed, heard of at a moment of fiction. */
export const plainFacts = {
  sharedNumbers: [],
  lostNames: [],
  firstSeenAt: '2026-11-24T12:00:00.000Z',
  identityChangedAt: null,
  identityKeyHash: null,
  identityKeyChangedAt: null,
} as const;
