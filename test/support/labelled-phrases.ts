import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Locale } from '../../src/domain/locale.ts';

/** `work`: looked at while the rules are built. `learn`: only learned from. `held-out`, and `unseen` (by other hands): only scored. */
export type PhrasePart = 'work' | 'learn' | 'held-out' | 'unseen';

/** A phrase and what it asks for (test/fixtures/phrases/README.md). */
export interface LabelledPhrase {
  readonly label: string;
  readonly phrase: string;
}

const folder = join(import.meta.dirname, '../fixtures/phrases');

export function readPhrases(locale: Locale, part: PhrasePart): readonly LabelledPhrase[] {
  const text = readFileSync(join(folder, `${locale}.${part}.json`), 'utf8');
  const lists = JSON.parse(text) as Readonly<Record<string, readonly string[]>>;
  return Object.entries(lists).flatMap(([label, list]) => list.map((phrase) => ({ label, phrase })));
}
