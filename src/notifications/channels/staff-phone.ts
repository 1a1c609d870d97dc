import { bullets, isolate } from '../../../flows/phrasing.ts';
import { isMendable, type Sender, type SendResult } from '../../conversation/sender.ts';
import { type Locale } from '../../domain/locale.ts';
import { type OutboundMessage } from '../../domain/outbound.ts';
import { type Telemetry } from '../../telemetry/telemetry.ts';
import { type Tenant } from '../../tenants/tenant.ts';
import { channelsOf, type DeliveryResult, type Dispatch, localeOf, type NoticeSender } from '../channel.ts';
import { composeLetter, momentInWords } from '../letter.ts';
import { type NoticeEvent } from '../notice.ts';
import { breakerButtonId } from '../staff-button.ts';
import { noticeTexts } from '../texts/index.ts';

/** How many notices of a digest are listed in a chat message; the rest is counted. */
const listedMax = 10;

/**
 * Tells the business's people on WhatsApp: by the tenant's utility template, which also arrives outside the 24-hour window;
 * without one, or when Meta refuses it, by free text.
 */
export function createStaffPhoneChannel(parts: {
  readonly sender: Sender;
  /** Languages in Meta's template form (`pt_BR`). */
  readonly templateLanguage: (locale: Locale) => string;
  readonly telemetry: Telemetry;
}): NoticeSender {
  const { sender, templateLanguage, telemetry } = parts;
  return {
    digestMax: 1_000,
    async send(tenant, dispatch) {
      const { staffPhone } = tenant.channels;
      const [number] = tenant.phoneNumbers;
      if (staffPhone === undefined || number === undefined) return { name: 'refused', code: 'channel_gone' };
      const locale = localeOf(tenant, 'staffPhone');
      const say = (message: OutboundMessage): Promise<SendResult> =>
        sender.send({ tenant, phoneNumberId: number.phoneNumberId, to: { phone: staffPhone.phone }, message });
      const sayTemplate = async (name: string, payloads: readonly string[]): Promise<SendResult | null> => {
        const parameters = staffParameters(locale, dispatch);
        const language = templateLanguage(locale);
        const result = await say({ kind: 'template', name, language, parameters, payloads });
        if (result.name !== 'refused' || result.reason !== 'template') return result;
        telemetry.fault('staff_template_refused', null, { tenantId: tenant.tenantId, code: result.code });
        return null;
      };
      const message = staffMessage(locale, tenant.name, dispatch);
      const [button] = message.kind === 'buttons' ? message.buttons : [];
      if (button !== undefined && staffPhone.buttonTemplate !== undefined) {
        const result = await sayTemplate(staffPhone.buttonTemplate, [button.id]);
        if (result !== null) return resultOf(tenant, result);
      }
      if (staffPhone.template !== undefined) {
        const result = await sayTemplate(staffPhone.template, []);
        if (result !== null) {
          // It has no button. Where the staff wrote within the last day, the one in the chat arrives as well; else the API is left.
          if (button !== undefined && result.name === 'accepted') await say(message);
          return resultOf(tenant, result);
        }
      }
      return resultOf(tenant, await say(message));
    },
  };
}

/** What fills the template: reference, what happened, when. Meta refuses line breaks, tabs and four spaces in a row (132018). */
export function staffParameters(locale: Locale, dispatch: Dispatch): readonly string[] {
  const { happened } = noticeTexts[locale];
  const time = momentInWords(locale, dispatch.at);
  if (dispatch.kind === 'single') return [dispatch.notice.reference, happened[dispatch.notice.event], time];
  const [first] = dispatch.told;
  return [`${first?.notice.reference ?? ''} (+${dispatch.told.length - 1})`, tally(locale, dispatch).join('; '), time];
}

/** What is said in the chat: words, and one button where the business is asked for a tap. */
export function staffMessage(locale: Locale, tenantName: string, dispatch: Dispatch): OutboundMessage {
  if (dispatch.kind === 'digest' || dispatch.notice.event !== 'breaker.held') {
    return { kind: 'text', body: staffText(locale, tenantName, dispatch) };
  }
  const { title, paragraphs, facts } = composeLetter(locale, tenantName, dispatch);
  const { tapIt, button } = noticeTexts[locale].breakerTap;
  const lines = facts.map(({ label, value }) => `${label}: ${isolate(value)}`);
  const body = [`*${title}*`, ...paragraphs.slice(0, 1), tapIt, lines.join('\n')].join('\n\n');
  return { kind: 'buttons', body, buttons: [{ id: breakerButtonId(dispatch.notice.tap), title: button }] };
}

/** The free text: for a chat, so shorter than the mail. */
export function staffText(locale: Locale, tenantName: string, dispatch: Dispatch): string {
  const { title, paragraphs, facts, link } = composeLetter(locale, tenantName, dispatch);
  if (dispatch.kind === 'single') {
    const lines = facts.map(({ label, value }) => `${label}: ${isolate(value)}`);
    const linkLines = link === null ? [] : [`${link.label}:\n${link.url}\n${link.note}`];
    return [`*${title}*`, ...paragraphs, lines.join('\n'), ...linkLines].join('\n\n');
  }
  const listed = dispatch.told.slice(0, listedMax).map(({ notice }) => {
    return `${isolate(notice.reference)} ${noticeTexts[locale].happened[notice.event]}`;
  });
  const rest = dispatch.told.length - listed.length;
  return [
    `*${title}*`,
    ...paragraphs,
    bullets(tally(locale, dispatch)),
    bullets(listed) + (rest > 0 ? `\n+${rest}` : ''),
  ].join('\n\n');
}

/** How many of each kind: `deletion confirmed: 20`. */
function tally(locale: Locale, { told }: Extract<Dispatch, { kind: 'digest' }>): readonly string[] {
  const counts = new Map<NoticeEvent, number>();
  for (const { notice } of told) counts.set(notice.event, (counts.get(notice.event) ?? 0) + 1);
  return [...counts].map(([event, count]) => `${noticeTexts[locale].happened[event]}: ${count}`);
}

/**
 * A closed window opens only when the staff write in, so the other channels have to do: it is final where there are others,
 * and tried on where this is the only one. What may or may not have gone out goes again: a notice twice does no harm.
 */
function resultOf(tenant: Tenant, result: SendResult): DeliveryResult {
  switch (result.name) {
    case 'accepted':
      return { name: 'delivered', messageId: result.messageId };
    case 'unknown':
      return { name: 'later', code: 'whatsapp_unknown' };
    case 'try-later':
      return { name: 'later', code: `whatsapp_${result.code}`, afterMs: result.afterMs };
    case 'refused': {
      const isTriedOn =
        isMendable(result.reason) || (result.reason === 'window-closed' && channelsOf(tenant).length === 1);
      return { name: isTriedOn ? 'later' : 'refused', code: `whatsapp_${result.code}` };
    }
  }
}
