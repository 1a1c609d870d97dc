/** What came of taking back what was asked of one business on the operator's number. */
export interface TakenBack {
  /** The business, as the person named it; `null`: what was asked for another person. */
  readonly words: string | null;
  readonly reference: string;
  /** `told`: people know of it, and are told to stop. `too-late`: past the point of no return, or done. */
  readonly end: 'cancelled' | 'told' | 'too-late';
}
