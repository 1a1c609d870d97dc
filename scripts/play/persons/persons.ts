import { bsuidOnly, changedNumber, recycledNumber, sharedPhone } from './one-number.ts';
import { type Story } from './story.ts';
import { changesMind, outsideWindow, wrongCodes } from './time-passes.ts';
import { twoBusinesses } from './two-businesses.ts';

/** Whom `./scripts/demo --person` can play. */
export const persons = {
  'bsuid-only': bsuidOnly,
  'recycled-number': recycledNumber,
  'changed-number': changedNumber,
  'shared-phone': sharedPhone,
  'wrong-codes': wrongCodes,
  'changes-mind': changesMind,
  'outside-window': outsideWindow,
  'two-businesses': twoBusinesses,
} as const satisfies Readonly<Record<string, Story>>;

export type PersonName = keyof typeof persons;

/** True for a name on the list. */
export function isPersonName(name: string): name is PersonName {
  return Object.hasOwn(persons, name);
}
