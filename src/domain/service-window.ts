/**
 * How long after the person's last message WhatsApp takes free words; outside, only a template goes out. Milliseconds.
 * Source: Meta, customer service window.
 */
const serviceWindowMs = 86_400_000;

/** Whether nothing but a template arrives by now. @param heardAt when they last wrote; both in milliseconds since the Unix epoch. */
export function isWindowOver(heardAt: number, now: number): boolean {
  return now - heardAt >= serviceWindowMs;
}
