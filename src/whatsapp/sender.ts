import { type Sender, type SendResult } from '../conversation/sender.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Verdict, verdictOf } from './error-table.ts';
import { type GraphAnswer, type Json } from './graph-answer.ts';
import { type GraphClient } from './graph-client.ts';
import { type BodyFault, messageBody } from './message-body.ts';
import { type RateLimits, type Route } from './rate-limits.ts';

/** Nothing was written: try again soon. */
const unreachableMs = 2000;

/** Says things through the Graph API. One attempt per call: whoever asked decides about another. */
export function createSender(parts: {
  readonly client: GraphClient;
  readonly rateLimits: RateLimits;
  readonly telemetry: Telemetry;
}): Sender {
  const { client, rateLimits, telemetry } = parts;
  return {
    async send({ tenant, phoneNumberId, to, message, correlation, identityKeyHash }) {
      const made = messageBody({ to, message, correlation, identityKeyHash });
      if (made.name === 'fault') {
        telemetry.event('message_not_sendable', { kind: message.kind, fault: made.fault });
        return refusalOf(made.fault);
      }
      const route = { phoneNumberId, addressee: 'phone' in to ? to.phone : to.bsuid };
      const waitMs = await rateLimits.admit(route);
      if (waitMs > 0) return { name: 'try-later', afterMs: waitMs, code: 130429 };
      const path = [phoneNumberId, 'messages'];
      const answer = await client.call({ method: 'POST', token: tenant.accessToken, path, body: made.body });
      return resultOf(answer, route, rateLimits);
    },
  };
}

async function resultOf(answer: GraphAnswer, route: Route, rateLimits: RateLimits): Promise<SendResult> {
  switch (answer.name) {
    case 'ok': {
      await rateLimits.succeed(route);
      const messageId = messageIdOf(answer.value);
      // A 200 without an id is no answer we know: it may well have gone out.
      if (messageId === null) return { name: 'unknown' };
      const waId = waIdOf(answer.value);
      return { name: 'accepted', messageId, ...(waId === null ? {} : { waId }) };
    }
    case 'unknown':
      return { name: 'unknown' };
    case 'unreachable':
      return { name: 'try-later', afterMs: unreachableMs, code: 0 };
    case 'error': {
      const code = answer.code ?? answer.httpStatus;
      const verdict: Verdict = verdictOf(answer);
      if (verdict.name === 'unknown') return { name: 'unknown' };
      if (verdict.name === 'refused') return { name: 'refused', reason: verdict.reason, code };
      const afterMs = await rateLimits.backOff(route, verdict.backOff, answer.retryAfterMs);
      return { name: 'try-later', afterMs, code, ...(verdict.backOff === 'fault' ? { isFault: true } : {}) };
    }
  }
}

function messageIdOf({ messages }: Json): string | null {
  const first: unknown = Array.isArray(messages) ? messages[0] : null;
  const id = typeof first === 'object' && first !== null && 'id' in first ? first.id : null;
  return typeof id === 'string' && id !== '' ? id : null;
}

/** `null` for a send to a BSUID, and for what is no number. */
function waIdOf({ contacts }: Json): string | null {
  const [first, ...others] = Array.isArray(contacts) ? (contacts as readonly unknown[]) : [];
  const id = typeof first === 'object' && first !== null && 'wa_id' in first ? first.wa_id : null;
  return others.length === 0 && typeof id === 'string' && /^[1-9][0-9]{4,14}$/.test(id) ? id : null;
}

/** Refused by ourselves, with the code that Meta would have given. */
function refusalOf(fault: BodyFault): SendResult {
  if (fault === 'phone-needed') return { name: 'refused', reason: 'phone-needed', code: 131062 };
  if (fault === 'template-parameter') return { name: 'refused', reason: 'template', code: 132018 };
  return { name: 'refused', reason: 'invalid', code: 131009 };
}
