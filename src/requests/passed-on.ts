import { type AskedNotice } from '../notifications/notice.ts';
import { type PassedOnEnd, type RelayContents, type StoredRelay } from './relay-store.ts';

/** Something of an ask that people have in hand: a business that is not asked by a request of its own, or somebody's mandate. */
export interface PassedOn {
  readonly index: number;
  readonly reference: string;
  /** The business as it was named; `null`: it is asked for another person. */
  readonly words: string | null;
  /** The business that answers; `null`: the operator's people. */
  readonly toldTenantId: string | null;
  readonly end: PassedOnEnd;
}

export type PassedOnKind = Extract<AskedNotice['what'], 'mandate' | 'relay' | 'nothing-held'>;

type PassingOn = Pick<StoredRelay, 'tenantId' | 'reference' | 'contents' | 'dueAt'>;

/** What of an ask is with people, answered or not. */
export function passedOnOf({ reference, contents, dueAt }: Omit<PassingOn, 'tenantId'>): readonly PassedOn[] {
  const { businesses, mandate, mandateEnd = {} } = contents;
  if (dueAt === null) return [];
  if (mandate !== null) return [{ index: 0, reference, words: null, toldTenantId: null, end: mandateEnd }];
  return businesses.flatMap((one, index) => {
    const { words, toldTenantId = null } = one;
    return one.requestId === null ? [{ index, reference: one.reference, words, toldTenantId, end: one }] : [];
  });
}

/** What it is, in the word of its notice. */
export function whatOf({ words, toldTenantId }: Pick<PassedOn, 'words' | 'toldTenantId'>): PassedOnKind {
  if (words === null) return 'mandate';
  return toldTenantId === null ? 'relay' : 'nothing-held';
}

/** Ids of the tenants whose people have something of it in hand and have not answered. */
export function inHandOf(relay: PassingOn): readonly string[] {
  const open = passedOnOf(relay).filter(isUnanswered);
  return [...new Set(open.map((one) => answeringOf(relay, one)))];
}

/** Id of the tenant whose people answer it: the business's, or the operator's. */
export function answeringOf({ tenantId }: Pick<StoredRelay, 'tenantId'>, one: Pick<PassedOn, 'toldTenantId'>): string {
  return one.toldTenantId ?? tenantId;
}

/** Whether its answer is awaited. */
export function isUnanswered({ end }: Pick<PassedOn, 'end'>): boolean {
  return end.isAnswered !== true && end.takenBackBy === undefined;
}

/** The contents with what became of one of them. */
export function withEnd(contents: RelayContents, { index, words }: PassedOn, end: PassedOnEnd): RelayContents {
  if (words === null) return { ...contents, mandateEnd: { ...contents.mandateEnd, ...end } };
  return { ...contents, businesses: contents.businesses.map((one, at) => (at === index ? { ...one, ...end } : one)) };
}
