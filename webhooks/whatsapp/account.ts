import { type ItemContext, type ParsedItem } from './item.ts';
import { asInstant, asNumber, asObject, asSeconds, asText, type Loose } from './payload.ts';
import { errorCodesOf } from './status.ts';

/** Codes and ids that account, template, quality, flow and security fields carry (cloud-api.md 2.5). No free text, no number. */
const factKeys = [
  'event', 'decision', 'message_template_id', 'message_template_name', 'message_template_language',
  'message_template_category', 'reason', 'previous_quality_score', 'new_quality_score', 'new_category', 'correct_category',
  'category_update_timestamp', 'current_limit', 'old_limit', 'max_daily_conversations_per_business',
  'max_daily_conversation_per_phone', 'max_phone_numbers_per_waba', 'flow_id', 'old_status', 'new_status', 'alert_state',
  'p50_latency', 'p90_latency', 'requests_count', 'threshold', 'error_rate', 'availability', 'solution_id',
  'solution_status', 'entity_type', 'entity_id', 'rejection_reason',
] as const; // prettier-ignore

const nestedKeys: readonly (readonly [string, readonly string[]])[] = [
  ['ban_info', ['waba_ban_state']],
  ['disconnection_info', ['reason', 'initiated_by']],
  ['waba_info', ['waba_id', 'owner_business_id', 'partner_app_id']],
  ['violation_info', ['violation_type']],
  ['alert_info', ['alert_severity', 'alert_status', 'alert_type']],
  ['restriction_info', ['restriction_type']],
];

/** A change that is about the business rather than a person. */
export function readAccountChange(context: ItemContext): ParsedItem {
  const { change, business, receivedAt } = context;
  const facts = factsOf(change.value);
  // Meta's own sample of a quality update names the status field: the keys decide.
  const isQuality = change.field === 'message_template_status_update' && 'new_quality_score' in facts;
  const field = isQuality ? 'message_template_quality_update' : change.field;
  return {
    event: { kind: 'account', business, at: asInstant(change.time, receivedAt), names: [], field, facts },
    idParts: ['account', business.wabaId, asText(change.time) ?? '', field, JSON.stringify(change.value)],
    otherNames: [],
    metaTime: asSeconds(change.time),
  };
}

/** Errors of the system, app or account that stand in a value beside or instead of items, kept by their codes. */
export function readValueErrors(errors: unknown, context: ItemContext): ParsedItem {
  const { change, business, receivedAt } = context;
  const codes = errorCodesOf(errors);
  const facts = { errors: codes.length, ...(codes[0] === undefined ? {} : { code: codes[0] }) };
  return {
    event: { kind: 'account', business, at: asInstant(change.time, receivedAt), names: [], field: change.field, facts },
    idParts: [
      'errors',
      business.wabaId,
      business.phoneNumberId,
      asText(change.time) ?? '',
      change.field,
      JSON.stringify(errors),
    ],
    otherNames: [],
    metaTime: asSeconds(change.time),
  };
}

function factsOf(value: Loose): Readonly<Record<string, string | number>> {
  const facts: Record<string, string | number> = {};
  const keep = (name: string, fact: unknown): void => {
    const number = typeof fact === 'number' ? asNumber(fact) : null;
    const text = typeof fact === 'string' && /^[A-Za-z0-9_.,:/ -]{1,200}$/.test(fact) ? fact : null;
    const kept = number ?? text;
    if (kept !== null) facts[name] = kept;
  };
  for (const key of factKeys) keep(key, value[key]);
  for (const [parent, keys] of nestedKeys) {
    const list = value[parent];
    const inner = asObject(Array.isArray(list) ? list[0] : list) ?? {};
    for (const key of keys) keep(`${parent}.${key}`, inner[key]);
  }
  return facts;
}
