/** What came of taking back what was asked of one business on the operator's number. */
export interface TakenBack {
  /** The business, as the person named it. */
  readonly words: string;
  readonly reference: string;
  /** `told`: people know of it, and are told to stop. `too-late`: past the point of no return, or done. */
  readonly end: 'cancelled' | 'told' | 'too-late';
}
