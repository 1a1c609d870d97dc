import { type Weights } from '../../flows/intent/learned/model.ts';

/** The source of flows/intent/learned/weights.ts. */
export function weightsFile({ values, scale }: Weights, fingerprint: string): string {
  return `// Written by \`npm run intent\`; see README.md beside it.
export const learned = {
  /** SHA-256 of the phrases that these were learned from. */
  fingerprint: '${fingerprint}',
  scale: ${String(scale)},
  base64:
    '${Buffer.from(values.buffer).toString('base64')}',
};
`;
}
