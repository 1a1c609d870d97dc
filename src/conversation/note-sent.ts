import { type Telemetry } from '../telemetry/telemetry.ts';
import { type SentLog } from './effect-desk.ts';

/** Notes what went out. A log that fails does not make it unsent: were this to throw, the same words would go out again. */
export async function noteSent(
  { sentLog, telemetry }: { readonly sentLog: SentLog; readonly telemetry: Telemetry },
  order: Parameters<SentLog['sent']>[0],
): Promise<void> {
  try {
    await sentLog.sent(order);
  } catch (error) {
    telemetry.fault('sent_log_failed', error, { type: order.type });
  }
}
