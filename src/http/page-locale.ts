import { type Request } from 'express';

import { isLocale, type Locale, locales } from '../domain/locale.ts';

/** The language of a page: what the address asks for (`?lang=`), then `preferred`, then what the browser likes, then English. */
export function pageLocale(
  request: Pick<Request, 'query' | 'acceptsLanguages'>,
  preferred: Locale | null = null,
): Locale {
  const { lang } = request.query;
  if (typeof lang === 'string' && isLocale(lang)) return lang;
  const liked = request.acceptsLanguages(...locales);
  return preferred ?? (typeof liked === 'string' && isLocale(liked) ? liked : 'en');
}
