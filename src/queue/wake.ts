/** What a job may point at. A job is a kind and ids, and nothing else; the truth about what is due stands in MongoDB. */
export const wakeKinds = ['arrival', 'lane', 'request', 'notice', 'farewell', 'relay'] as const;
export type WakeKind = (typeof wakeKinds)[number];

/** Says "look at this id". May be lost or doubled without harm: one sweep finds whatever is due and was not looked at. */
export interface Wake {
  wake(kind: WakeKind, id: string, delayMs?: number): Promise<void>;
}
