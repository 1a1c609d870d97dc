import { readAccountChange, readValueErrors } from './account.ts';
import { type ItemContext, type ItemReader, type ParsedItem, unsupportedItem } from './item.ts';
import { createMessageReader, readEcho, readHistoryMessage } from './message.ts';
import { asList, asObject, asWord, type Change, type Loose } from './payload.ts';
import { readContactSync, readPreference, readStatus } from './status.ts';

export interface ParsedChange {
  readonly items: readonly ParsedItem[];
  /** Items that were no objects, or that could not be read. */
  readonly malformed: number;
}

/**
 * Reads every item of a change, each apart: one that cannot be read is counted and takes no other with it (pitfall 9,
 * invariant 21). Lists are read wherever they stand, since one value may hold messages, statuses, calls and echoes at once
 * (shape 15). A change of which nothing is known is kept by its field name. Never throws.
 */
export function parseChange(context: ItemContext): ParsedChange {
  const found = { items: [] as ParsedItem[], malformed: 0 };
  const { change } = context;
  let isKnown = readLists(context, found);
  // While Meta's own agent holds a thread, its messages stand one level down; a right asked for there counts as well.
  const standby = asObject(change.value['standby']);
  if (standby !== null && readLists({ ...context, change: { ...change, value: standby } }, found)) isKnown = true;
  if (!isKnown) attempt(found, () => readUnknown(context));
  return found;
}

interface Found {
  readonly items: ParsedItem[];
  malformed: number;
}

function readLists(context: ItemContext, found: Found): boolean {
  const { value } = context.change;
  let isKnown = value['messages'] !== undefined;
  if (isKnown) each(value['messages'], messageReaderOf(context.change), context, found);
  for (const [key, read] of listReaders) {
    if (value[key] === undefined) continue;
    isKnown = true;
    each(value[key], read, context, found);
  }
  if (value['history'] !== undefined) {
    isKnown = true;
    eachThread(value['history'], (messages, thread) => {
      each(messages, (raw) => readHistoryMessage(raw, thread, context), context, found);
    });
    for (const chunk of asList(value['history'])) readErrors(asObject(chunk)?.['errors'], context, found);
  }
  return readErrors(value['errors'], context, found) || isKnown;
}

function attempt(found: Found, read: () => ParsedItem): void {
  try {
    found.items.push(read());
  } catch {
    found.malformed += 1;
  }
}

function each(list: unknown, read: ItemReader, context: ItemContext, found: Found): void {
  for (const one of asList(list)) {
    const raw = asObject(one);
    if (raw === null) found.malformed += 1;
    else attempt(found, () => read(raw, context));
  }
}

/** How many items a change holds, those that cannot be read included. One of which nothing is known counts as one. */
export function countItems({ value }: Change): number {
  const standby = asObject(value['standby']);
  return Math.max(countLists(value) + (standby === null ? 0 : countLists(standby)), 1);
}

function countLists(value: Loose): number {
  let count = asList(value['errors']).length;
  for (const key of listKeys) count += asList(value[key]).length;
  eachThread(value['history'], (messages) => {
    count += asList(messages).length;
  });
  for (const chunk of asList(value['history'])) count += asList(asObject(chunk)?.['errors']).length;
  return count;
}

/** More than 3 MB can hold of anything that Meta writes: its shortest items take a hundred bytes and more. */
export const mostItems = 30_000;

/** Whether a body holds more items than {@link mostItems}. Each costs hashes and a row, however short it is. */
export function holdsTooMany(changes: readonly Change[], bodyBytes: number): boolean {
  // An item takes two bytes at the least, so that nobody counts in an ordinary webhook.
  if (bodyBytes < 2 * mostItems) return false;
  let count = 0;
  for (const change of changes) count += countItems(change);
  return count > mostItems;
}

/** Every list but `messages`: those have a reader for each value. */
const listReaders: readonly (readonly [string, ItemReader])[] = [
  ['statuses', readStatus],
  ['message_echoes', readEcho],
  ['user_preferences', readPreference],
  ['state_sync', readContactSync],
  ['calls', (raw, context) => unsupportedItem(raw, `call.${asWord(raw['event'], 'unknown')}`, context)],
  ['groups', (raw, context) => unsupportedItem(raw, `group.${asWord(raw['type'], 'unknown')}`, context)],
];

const listKeys = ['messages', ...listReaders.map(([key]) => key)];

/** `messages[]` means another thing under `history` and echoes: never the person's live words (shape 14, pitfall 28). */
function messageReaderOf({ field, value }: Change): ItemReader {
  if (field === 'history') return (raw, context) => readHistoryMessage(raw, {}, context);
  return field === 'smb_message_echoes' ? readEcho : createMessageReader(value);
}

function eachThread(history: unknown, visit: (messages: unknown, thread: Loose) => void): void {
  for (const chunk of asList(history)) {
    for (const one of asList(asObject(chunk)?.['threads'])) {
      const thread = asObject(one);
      if (thread !== null) visit(thread['messages'], thread);
    }
  }
}

function readErrors(errors: unknown, context: ItemContext, found: Found): boolean {
  if (asList(errors).length === 0) return false;
  attempt(found, () => readValueErrors(errors, context));
  return true;
}

function readUnknown(context: ItemContext): ParsedItem {
  const { field, value } = context.change;
  return value['metadata'] === undefined ? readAccountChange(context) : unsupportedItem(value, field, context);
}
