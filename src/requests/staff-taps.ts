import { type StaffTaps } from '../conversation/event-gate.ts';
import { type Sender } from '../conversation/sender.ts';
import { OubliError } from '../domain/errors.ts';
import { type InboundMessage } from '../domain/inbound.ts';
import { isSameName } from '../domain/phone-spellings.ts';
import { localeOf } from '../notifications/channel.ts';
import { breakerWordOf } from '../notifications/staff-button.ts';
import { noticeTexts } from '../notifications/texts/index.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type Breaker } from './breaker.ts';

/**
 * Makes the reader of what the staff phone taps. Only the phone that stands in the tenant's file, as WhatsApp's signed sender
 * fields name it, and only a button of ours: from anybody else, and in typed words, the same is a message like any other. Nothing
 * is stored of the staff.
 */
export function createStaffTaps(parts: {
  readonly breaker: Pick<Breaker, 'tap'>;
  readonly sender: Sender;
  readonly telemetry: Telemetry;
}): StaffTaps {
  const { breaker, sender, telemetry } = parts;
  return async (tenant, event, eventId) => {
    const word = event.content.kind === 'choice' ? breakerWordOf(event.content.id) : null;
    const phone = word === null ? null : staffPhoneIn(tenant, event);
    if (word === null || phone === null) return false;
    const released = await breaker.tap(tenant.tenantId, word, eventId);
    const { goesOn, over } = noticeTexts[localeOf(tenant, 'staffPhone')].breakerTap;
    const { name } = await sender.send({
      ...{ tenant, phoneNumberId: event.business.phoneNumberId, to: { phone } },
      message: { kind: 'text', body: released === null ? over : goesOn },
    });
    telemetry.event('staff_tapped', { kind: 'breaker', result: released === null ? 'over' : 'released' });
    // The event comes again, as the same tap.
    if (name === 'try-later') {
      throw new OubliError('staff_not_answered', 'The staff phone could not be answered yet.', { retry: 'yes' });
    }
    return true;
  };
}

/** The staff phone as it wrote, if this is it. */
function staffPhoneIn({ channels }: Tenant, { names }: InboundMessage): string | null {
  const { staffPhone } = channels;
  if (staffPhone === undefined) return null;
  const registered = { kind: 'phone', value: staffPhone.phone } as const;
  return names.find((name) => isSameName(name, registered))?.value ?? null;
}
