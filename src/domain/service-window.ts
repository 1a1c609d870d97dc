/**
 * How long after the person's last message WhatsApp takes free words; outside, only a template goes out. Milliseconds.
 * Source: Meta, customer service window.
 */
export const serviceWindowMs = 86_400_000;
