/** Where asking other businesses by way of the operator stands. One question a message; the code comes after (flows/coded). */
export type RouteBState =
  /** For oneself or for somebody else. */
  | { readonly name: 'who_asked' }
  /** The person writes which businesses. */
  | { readonly name: 'businesses_asked' }
  /** Full name, and about when they wrote there; may be left out. */
  | { readonly name: 'about_asked'; readonly businesses: readonly string[] }
  /** For somebody else: who, for whom, and why they may. */
  | { readonly name: 'mandate_asked' }
  /** It was read back; the person says yes, or nothing happens. */
  | { readonly name: 'mandate_shown'; readonly words: string }
  /** `pass-on-mandate` is on its way. */
  | { readonly name: 'passing_on' };
