import { describe, expect, test } from '../support/jest.ts';

import { type FlowContext } from '../../flows/flow.ts';
import { dayInWords } from '../../flows/phrasing.ts';
import { aftercareTexts } from '../../flows/aftercare/texts/index.ts';
import { partTexts } from '../../flows/partial-deletion/texts/index.ts';
import { locales, perLocale } from '../../src/domain/locale.ts';
import { came, contextOf, given, reference, said, tap } from './given.ts';

const until = '2029-05-31T00:00:00.000Z';

/** An instruction keeps files of the last three years, for a legal claim. */
function keepingFiles(): FlowContext {
  const context = contextOf();
  const files = {
    store: 'media',
    what: perLocale((locale) => `Made-up files (${locale})`),
    ground: 'legal_claims',
    keepsFrom: '2023-06-02T00:00:00.000Z',
    until,
  } as const;
  return { ...context, preview: { ...context.preview, stays: [...context.preview.stays, files] } };
}

const shown = (...ids: readonly string[]): string =>
  said(given(keepingFiles()).when(...ids.map((id) => tap(id)))).join('\n');

describe('a part of which a ground keeps something', () => {
  test.each(locales)('names it before the code, with its ground and its date: %s', (locale) => {
    const body = shown(`lang.${locale}`, 'part.media');
    expect(body).toContain(`Made-up files (${locale})`);
    expect(body).toContain(dayInWords(locale, until));
  });

  test('names what keeps files of before a day, and nothing that is about other stores', () => {
    const body = shown('date.2024-01-01');
    expect(body).toContain('Made-up files (en): until 31 May 2029, an open legal matter');
    expect(body).not.toContain('Invoices');
  });

  test('names nothing where all that is asked for is older than what is kept', () => {
    expect(shown('date.2022-01-01')).not.toContain('Made-up files');
  });

  test('names nothing of a store that the part is not about', () => {
    expect(shown('part.opt-ins')).not.toContain('Made-up files');
  });

  test.each(locales)('says of what was agreed to that a refusal in force stays: %s', (locale) => {
    expect(shown(`lang.${locale}`, 'part.opt-ins')).toContain(partTexts[locale].refusalStays);
    expect(shown(`lang.${locale}`, 'part.media')).not.toContain(partTexts[locale].refusalStays);
  });

  test('is not simply done to whoever asks later', () => {
    const found = { kind: 'status-found', right: 'erasure', reference, state: 'answered', dueAt: null } as const;
    const later = (somethingStays: boolean): readonly string[] =>
      said(given().when(came({ ...found, ...(somethingStays ? { somethingStays } : {}) })));
    expect(later(false)).toEqual([partTexts.en.done({ reference })]);
    expect(later(true)).toEqual([partTexts.en.doneButKept({ reference })]);
  });

  test('an erasure that left something is not said to have deleted the data, and nothing else', () => {
    const found = { kind: 'status-found', right: 'erasure', reference, state: 'erased', dueAt: null } as const;
    expect(said(given().when(came(found))).join('\n')).not.toContain('but for');
    expect(said(given().when(came({ ...found, somethingStays: true }))).join('\n')).toContain(
      'but for what has to stay',
    );
  });
});

test.each(locales)(
  'STATUS the day after an erasure neither says that all is gone nor that a message arrived: %s',
  (locale) => {
    const body = aftercareTexts[locale].deleted({ businessName: 'X', day: '5' });
    expect(body).not.toMatch(/\ball\b|toutes|كل |todos|message|mensaje|mensagem|رسالة/u);
  },
);
