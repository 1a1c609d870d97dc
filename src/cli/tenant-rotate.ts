import { type Output } from './output.ts';

/** Shows a tenant's new API key this once. */
export async function runRotateApiKey(output: Output, rotate: () => Promise<string>): Promise<void> {
  output.line(`API key  ${await rotate()}`);
  output.line();
  output.line('It is shown this once. The old key stops within seconds.');
}

/** Shows a tenant's new webhook secret this once. */
export async function runRotateWebhookSecret(
  output: Output,
  rotate: (overlapHours: number) => Promise<string>,
  overlapHours: number,
): Promise<void> {
  output.line(`Webhook secret  ${await rotate(overlapHours)}`);
  output.line();
  output.line(
    overlapHours === 0
      ? 'It is shown this once. The old secret no longer signs.'
      : `It is shown this once. What is sent carries both signatures for ${overlapHours} hours.`,
  );
}
