import { type CorrectionField } from '../../src/domain/correction.ts';

/** Where having something put right stands (GDPR 16). One step a message; no code: the business decides. */
export type CorrectionState =
  /** The list of what can be wrong was shown. */
  | { readonly name: 'field_asked' }
  /** The person writes what is right. */
  | { readonly name: 'value_asked'; readonly field: CorrectionField }
  /** It was read back; the person says yes, or nothing happens. */
  | { readonly name: 'value_shown'; readonly field: CorrectionField; readonly value: string }
  /** `file-correction` is on its way. */
  | { readonly name: 'filing' };
