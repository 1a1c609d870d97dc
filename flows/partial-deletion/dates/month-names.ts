import { normalise } from '../../intent/normalise.ts';

/**
 * Names of the twelve months in our five languages, as people write them: whole and short; in Arabic those of Egypt and the Gulf,
 * of the Levant, of the Maghreb and of Morocco. `ago` (agosto) is left out: in English it says something else.
 * Source: Unicode CLDR 48, months of ar, ar-DZ, ar-LB, ar-MA, ar-MR, ar-TN, en, es, fr, pt.
 */
const names: readonly (readonly string[])[] = [
  ['january', 'jan', 'janvier', 'janv', 'enero', 'ene', 'janeiro', 'يناير', 'كانون الثاني', 'جانفي'],
  ['february', 'feb', 'février', 'févr', 'fév', 'febrero', 'fevereiro', 'فبراير', 'شباط', 'فيفري'],
  ['march', 'mar', 'mars', 'marzo', 'março', 'مارس', 'آذار'],
  ['april', 'apr', 'avril', 'avr', 'abril', 'abr', 'أبريل', 'إبريل', 'نيسان', 'أفريل'],
  ['may', 'mai', 'mayo', 'maio', 'مايو', 'أيار', 'ماي'],
  ['june', 'jun', 'juin', 'junio', 'junho', 'يونيو', 'يونيه', 'حزيران', 'جوان'],
  ['july', 'jul', 'juillet', 'juil', 'julio', 'julho', 'يوليو', 'يوليه', 'تموز', 'جويلية', 'يوليوز'],
  ['august', 'aug', 'août', 'agosto', 'أغسطس', 'آب', 'أوت', 'غشت', 'أغشت'],
  [
    'september',
    'sept',
    'sep',
    'septembre',
    'septiembre',
    'setiembre',
    'setembro',
    'set',
    'سبتمبر',
    'أيلول',
    'شتنبر',
    'شتمبر',
  ],
  ['october', 'oct', 'octobre', 'octubre', 'outubro', 'out', 'أكتوبر', 'تشرين الأول'],
  ['november', 'nov', 'novembre', 'noviembre', 'novembro', 'نوفمبر', 'تشرين الثاني', 'نونبر'],
  [
    'december',
    'dec',
    'décembre',
    'déc',
    'diciembre',
    'dic',
    'dezembro',
    'dez',
    'ديسمبر',
    'كانون الأول',
    'دجنبر',
    'دجمبر',
  ],
];

const months: ReadonlyMap<string, number> = new Map(
  names.flatMap((ofMonth, index) => ofMonth.map((name) => [normalise(name), index + 1] as const)),
);

/** 1 to 12 of a normalised name (of one word or two); `null`: it is none. */
export function monthNamed(name: string): number | null {
  return months.get(name) ?? null;
}
