import { normalise } from '../../intent/normalise.ts';

/** Spans that are counted in. */
export type Unit = 'day' | 'week' | 'month' | 'year';

/** Words that say the bound is the end: what is older goes. */
const before = setOf(
  'before older prior until till',
  'avant vieux vieilles ancien anciens ancienne anciennes antérieur antérieurs antérieures jusque jusqu',
  'antes anterior anteriores antiguo antiguos antigua antiguas viejo viejos hasta',
  'antigo antigos antiga antigas velho velhos até',
  'قبل أقدم حتى',
);

/** Words beside a date that change nothing of it. */
const filler = setOf(
  'the a an of on than to up more everything all anything that is are',
  'le la les l un une de du des d au à aux que plus tout ce qui est sont date datant',
  'el los las del lo más todo un una que',
  'o os as do da dos das ao à mais tudo com um uma que',
  'ما كل شيء يوم تاريخ',
);

/** First of all these say "of" or "from": without a word of the first kind it is not known which way. */
const genitive = setOf('of from', 'de du des d', 'del', 'do da dos das', 'من');

/** Words of spans counted back from now. */
const ago = setOf('ago over', 'il y', 'hace', 'há faz atrás', 'منذ أكثر');
const last = setOf('last past', 'dernier dernière passé passée', 'pasado pasada', 'passado passada', 'الماضي الماضية');
const current = setOf('this', 'cet cette', 'este esta', 'deste desta', 'هذا هذه');
const yesterday = setOf('yesterday', 'hier', 'ayer', 'ontem', 'أمس البارحة');
const today = setOf('today now', 'aujourd hui aujourdhui', 'hoy', 'hoje', 'اليوم');
const tomorrow = setOf('tomorrow', 'demain', 'mañana', 'amanhã', 'غدا');

const units: ReadonlyMap<string, Unit> = mapOf<Unit>({
  day: 'day days jour jours día días dia dias يوم أيام',
  week: 'week weeks semaine semaines semana semanas أسبوع أسابيع الأسبوع',
  month: 'month months mois mes meses mês شهر أشهر شهور الشهر',
  year: 'year years an ans année années año años ano anos سنة سنوات سنين عام أعوام السنة العام',
});
const twos: ReadonlyMap<string, Unit> = mapOf<Unit>({
  day: 'يومين',
  week: 'أسبوعين',
  month: 'شهرين',
  year: 'سنتين عامين',
});

const numbers: ReadonlyMap<string, number> = new Map(
  [
    'one un une uno una um uma واحد واحدة',
    'two deux dos dois duas اثنين',
    'three trois tres três ثلاثة ثلاث',
    'four quatre cuatro quatro أربعة أربع',
    'five cinq cinco خمسة خمس',
    'six seis ستة ست',
    'seven sept siete sete سبعة سبع',
    'eight huit ocho oito ثمانية ثماني',
    'nine neuf nueve nove تسعة تسع',
    'ten dix diez dez عشرة عشر',
    'eleven onze once',
    'twelve douze doce doze',
  ].flatMap((words, index) => [...setOf(words)].map((word) => [word, index + 1] as const)),
);

/** What a normalised word may mean in a date; a word may mean several things. */
export const dateWords = {
  isBefore: (word: string): boolean => before.has(word),
  isFiller: (word: string): boolean => filler.has(word),
  isGenitive: (word: string): boolean => genitive.has(word),
  isAgo: (word: string): boolean => ago.has(word),
  isLast: (word: string): boolean => last.has(word),
  isCurrent: (word: string): boolean => current.has(word),
  isYesterday: (word: string): boolean => yesterday.has(word),
  /** Today, or later. */
  isNotPast: (word: string): boolean => today.has(word) || tomorrow.has(word),
  unitOf: (word: string): Unit | null => units.get(word) ?? null,
  /** Two of it, in one word. */
  twoOf: (word: string): Unit | null => twos.get(word) ?? null,
  numberOf: (word: string): number | null => numbers.get(word) ?? null,
} as const;

function setOf(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(' ').map(normalise)));
}

function mapOf<Value extends string>(words: Readonly<Record<Value, string>>): ReadonlyMap<string, Value> {
  return new Map(
    Object.entries(words).flatMap(([value, list]) =>
      [...setOf(list as string)].map((word) => [word, value as Value] as const),
    ),
  );
}
