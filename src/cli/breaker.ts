import { type Breaker } from '../requests/breaker.ts';
import { type Output } from './output.ts';

/** Says how many erasures of a business wait, because there were many at once. */
export async function runBreakerShow(output: Output, breaker: Pick<Breaker, 'show'>, tenantId: string): Promise<void> {
  const { held } = await breaker.show(tenantId);
  output.line(held === 0 ? 'Nothing waits.' : `${held} wait. Let them go on: breaker release ${tenantId}`);
}

/** Lets all of them go on, on the business's behalf. */
export async function runBreakerRelease(
  output: Output,
  breaker: Pick<Breaker, 'release'>,
  tenantId: string,
): Promise<void> {
  const released = await breaker.release(tenantId, 'operator');
  output.line(released === 0 ? 'Nothing waited.' : `${released} go on.`);
}
