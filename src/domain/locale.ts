/** The languages the product speaks. Texts exist in all of them or the build fails. */
export const locales = ['en', 'fr', 'ar', 'es', 'pt'] as const;
export type Locale = (typeof locales)[number];

/** True when the string names a supported locale exactly (`fr`, not `fr_FR`). */
export function isLocale(value: string): value is Locale {
  return (locales as readonly string[]).includes(value);
}

/** One of these for each language. */
export function perLocale<Made>(make: (locale: Locale) => Made): Readonly<Record<Locale, Made>> {
  return Object.fromEntries(locales.map((locale) => [locale, make(locale)])) as Record<Locale, Made>;
}
