import { type Identifier } from './subject.ts';

/**
 * How one number is written in several ways. WhatsApp's own form (`wa_id`) may differ from what a business stored and from what
 * was sent to (`input`): Brazil's mobiles with or without the ninth digit, Mexico's with or without the 1 of old, Argentina's
 * with or without the 9 for mobiles. Sources: Anatel, resolution 553/2010 (a 9 before eight digits that begin with 6 to 9);
 * IFT Mexico, numbering plan of 3 August 2019 (no 1 after 52); ITU-T E.164 communication on +54 (9 for mobiles); cloud-api.md 11,
 * pitfall 29.
 */
const rules: readonly {
  readonly long: RegExp;
  readonly short: RegExp;
  readonly prefix: number;
  readonly mark: string;
}[] = [
  // 55, two digits of the area (none has a zero), then 9 and eight digits, or the eight alone. Landlines begin with 2 to 5.
  { long: /^55[1-9][1-9]9[6-9][0-9]{7}$/, short: /^55[1-9][1-9][6-9][0-9]{7}$/, prefix: 4, mark: '9' },
  { long: /^521[2-9][0-9]{9}$/, short: /^52[2-9][0-9]{9}$/, prefix: 2, mark: '1' },
  { long: /^549[1-9][0-9]{9}$/, short: /^54[1-8][0-9]{9}$/, prefix: 2, mark: '9' },
];

/** Every spelling of a name, the given one first. Names that are no phone have one. */
export function spellingsOf(identifier: Identifier): readonly Identifier[] {
  if (identifier.kind !== 'phone') return [identifier];
  const { value } = identifier;
  for (const { long, short, prefix, mark } of rules) {
    const head = value.slice(0, prefix);
    if (long.test(value)) {
      const other = `${head}${value.slice(prefix + 1)}`;
      return short.test(other) ? [identifier, { kind: 'phone', value: other }] : [identifier];
    }
    if (short.test(value)) return [identifier, { kind: 'phone', value: `${head}${mark}${value.slice(prefix)}` }];
  }
  return [identifier];
}

/** Every spelling of several names, each once. */
export function allSpellings(identifiers: readonly Identifier[]): readonly Identifier[] {
  const all = identifiers.flatMap(spellingsOf);
  return all.filter((one, at) => all.findIndex(({ kind, value }) => kind === one.kind && value === one.value) === at);
}

/** True when both mean the same name, however it is written. */
export function isSameName(left: Identifier, right: Identifier): boolean {
  return left.kind === right.kind && spellingsOf(left).some(({ value }) => value === right.value);
}
