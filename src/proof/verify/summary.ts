import { type Receipt, type ReceiptStore } from '../receipt.ts';
import { type VerifierTexts } from './texts/texts.ts';

/** A receipt in words: the same on the page and on the terminal. */
export interface Summary {
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly lists: readonly { readonly heading: string; readonly items: readonly string[] }[];
}

/** @param moment writes a time for whoever reads. */
export function summaryOf(
  receipt: Receipt,
  kid: string,
  texts: VerifierTexts,
  moment: (instant: string) => string,
): Summary {
  const { facts, headings } = texts;
  const { times, kind } = receipt;
  const values = [
    [facts.kind, texts.kinds[kind]],
    [facts.reference, receipt.reference],
    [facts.business, receipt.controller.name],
    [facts.provider, receipt.iss],
    [facts.received, moment(times.received)],
    [facts.verified, moment(times.verified)],
    [facts.verification, receipt.method.verification.map((method) => texts.verification[method]).join(', ')],
    [facts.verifiedAbsent, moment(times.verifiedAbsent)],
    [kind === 'live' ? facts.backupsBy : facts.backupsGone, moment(times.backupsBy)],
    [facts.key, kid],
  ] as const;
  const lists = [
    { heading: headings.held, items: receipt.heldUntil.map(({ what, until }) => texts.held[what](moment(until))) },
    { heading: headings.told, items: receipt.downstream.map((one) => toldLine(one, texts, moment)) },
    { heading: headings.limits, items: receipt.limits.map((limit) => texts.limits[limit]) },
  ];
  return {
    facts: values.map(([label, value]) => ({ label, value })),
    columns: columnNames.map((name) => texts.columns[name]),
    rows: receipt.stores.map((store) => rowOf(store, texts, moment)),
    lists: lists.filter(({ items }) => items.length > 0),
  };
}

const columnNames = ['store', 'matched', 'deleted', 'anonymised', 'retained', 'residual'] as const;

function rowOf(store: ReceiptStore, texts: VerifierTexts, moment: (instant: string) => string): readonly string[] {
  const { matched, deleted, anonymised, retained, ground, until, residual } = store;
  const kept =
    ground === null || retained === 0
      ? String(retained)
      : texts.kept({ count: retained, ground: texts.grounds[ground], until: until === null ? null : moment(until) });
  return [store.store, String(matched), String(deleted), String(anonymised), kept, String(residual)];
}

function toldLine(
  one: Receipt['downstream'][number],
  texts: VerifierTexts,
  moment: (instant: string) => string,
): string {
  return one.who === 'meta' ? texts.meta(moment(one.by)) : `${texts.told[one.how]}: ${texts.toldStates[one.state]}`;
}
