/** What a person can have put right (GDPR 16). The number is WhatsApp's own: it changes there. */
export const correctionFields = ['name', 'email', 'other'] as const;
export type CorrectionField = (typeof correctionFields)[number];

/** Why a business may say no. A closed list: words of its own would be one more place for somebody's data. */
export const correctionRefusals = ['is_right', 'not_shown', 'not_held'] as const;
export type CorrectionRefusal = (typeof correctionRefusals)[number];
