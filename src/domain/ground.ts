/** Why something is kept. Free-text grounds do not exist (EDPB 2025 joint action: exceptions misused). */
export const grounds = ['legal_duty', 'legal_claims', 'fraud_prevention', 'contract'] as const;
export type Ground = (typeof grounds)[number];
