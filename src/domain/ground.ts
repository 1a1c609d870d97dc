/** Why something is kept. Free-text grounds do not exist (EDPB 2025 joint action: exceptions misused). */
export const grounds = ['legal_duty', 'legal_claims', 'fraud_prevention', 'contract'] as const;
export type Ground = (typeof grounds)[number];

/** Why a confirmed request is paused: the same, and doubt about who asks (GDPR 12(6)), which is never a reason to keep data. */
export const holdGrounds = [...grounds, 'identity_doubt'] as const;
export type HoldGround = (typeof holdGrounds)[number];

/** Why a request is refused: the same, and what GDPR 12(2) and 12(5) add. */
export const refusalGrounds = [...grounds, 'unfounded', 'excessive', 'not_the_person'] as const;
export type RefusalGround = (typeof refusalGrounds)[number];
