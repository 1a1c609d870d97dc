import { locales } from '../../src/domain/locale.ts';
import { type Role } from './lexicon/lexicon.ts';
import { type Entry } from './vocabulary.ts';
import { localesIn } from './votes.ts';

const noRoles: ReadonlySet<Role> = new Set();
const allLocales = (1 << locales.length) - 1;

/** What each entry does among each choice of languages, worked out the first time it is asked for: at most 32 an entry. */
const worked = new WeakMap<Entry, (ReadonlySet<Role> | undefined)[]>();

/** What the word does in these languages (bits), or in all of its own when it is of none of them. */
export function rolesAmong(entry: Entry | null, main: number): ReadonlySet<Role> {
  if (entry === null) return noRoles;
  const shared = entry.spokenBits & main;
  if (main === allLocales || shared === 0 || shared === entry.spokenBits) return entry.roles;
  let known = worked.get(entry);
  if (known === undefined) worked.set(entry, (known = []));
  return (known[shared] ??= together(entry, shared));
}

function together(entry: Entry, shared: number): ReadonlySet<Role> {
  const [first = entry.roles, ...more] = localesIn(shared).flatMap((locale) => entry.rolesIn.get(locale) ?? []);
  return more.length === 0 ? first : new Set([first, ...more].flatMap((roles) => [...roles]));
}
