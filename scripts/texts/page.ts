import { locales } from '../../src/domain/locale.ts';
import { languageNames } from '../../flows/languages.ts';
import { lengthsOf, shownTexts, type ShownText } from './shown.ts';
import { textTables } from './tables.ts';

const opening = `# Texts

Every text of every flow, as it looks on a phone, side by side. **Generated** from \`flows/*/texts/\` by \`npm run texts\`; a test
fails when it is not fresh. Under each text: its length in code points, and the most that WhatsApp takes (20 for a button, 1,024
for a body with buttons, 4,096 for a text alone). A text that can read in several ways is shown in each. Facts are samples.
A name, reference or code keeps its own direction (\`isolate\`, Unicode UAX 9); no sentence has more than 15 words.
`;

/** The page, whole. */
export function textsPage(): string {
  const parts = textTables.map((table) => `## ${table.flow}\n\n${tableOf(shownTexts(table), table.flow)}`);
  return `${opening}\n${parts.join('\n\n')}\n`;
}

function tableOf(shown: readonly ShownText[], flow: string): string {
  const heads = locales.map((locale) => `<th>${languageNames[locale]}</th>`).join('');
  return [`<table>`, `<tr><th></th>${heads}</tr>`, ...shown.map((text) => rowOf(text, flow)), `</table>`].join('\n');
}

function rowOf(shown: ShownText, flow: string): string {
  const name = shown.name.slice(flow.length + 1) + (shown.way === 0 ? '' : ` (${shown.way + 1})`);
  const lengths = lengthsOf(shown);
  const cells = locales.map(
    (locale, index) =>
      `<td${locale === 'ar' ? ' dir="rtl"' : ''} lang="${locale}">${onPage(shown.in[locale])}<br><sub>${lengths[index] ?? 0} / ${shown.limit}</sub></td>`,
  );
  return [`<tr><td><code>${name}</code></td>`, ...cells, `</tr>`].join('\n');
}

/** Isolates as `<bdi>`: marks that nobody sees have no place in a file. */
function onPage(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('\u2068', '<bdi>')
    .replaceAll('\u2069', '</bdi>')
    .replaceAll('\n', '<br>');
}
