/** What is said to somebody whose data is gone. No buttons: nothing is offered, nothing is remembered. */
export interface AftercareTexts {
  /** To a word of thanks. */
  readonly welcome: string;
  /** To STATUS without a reference, on the day after. `day` in words. */
  readonly deleted: (facts: { readonly businessName: string; readonly day: string }) => string;
}
