import { type CallResult, callResult } from './call-result.ts';
import { type Json } from './graph-answer.ts';
import { type GraphClient } from './graph-client.ts';

/** An app that gets the webhooks of a WABA. */
export interface SubscribedApp {
  readonly id: string;
  readonly name: string;
  /** Takes the app's own callback URL's place for this WABA. */
  readonly overrideUrl: string | null;
}

export interface NumberFacts {
  readonly displayPhoneNumber: string;
  readonly verifiedName: string | null;
  /** `GREEN`, `YELLOW`, `RED`, `UNKNOWN`. */
  readonly quality: string | null;
}

export interface TemplateFacts {
  readonly name: string;
  readonly language: string;
  /** `APPROVED`, `PENDING`, `REJECTED`, `PAUSED`, `DISABLED` … */
  readonly status: string;
  /** `AUTHENTICATION`, `UTILITY`, `MARKETING`. */
  readonly category: string;
  /** A button that takes a code: an OTP button reads back as URL. */
  readonly hasCodeButton: boolean;
  readonly quickReplies: number;
}

export type Subscription =
  | { readonly name: 'subscribed' }
  /**
   * Some app has an override URL here. A POST without one would take it away if that app is ours (pitfall 31), so nothing was
   * done: name the override to set, or subscribe by hand.
   */
  | { readonly name: 'override-in-place'; readonly apps: readonly SubscribedApp[] };

interface OfWaba {
  readonly token: string;
  readonly wabaId: string;
}

/** What set-up and `doctor` ask about a tenant's account. */
export interface Account {
  /** Whether the token is valid and reaches the WABA. */
  waba(order: OfWaba): Promise<CallResult<{ readonly wabaId: string }>>;
  number(order: { readonly token: string; readonly phoneNumberId: string }): Promise<CallResult<NumberFacts>>;
  /** Whether messages and statuses of this number carry the hash of the person's key (cloud-api.md 4.5). */
  setIdentityCheck(order: {
    readonly token: string;
    readonly phoneNumberId: string;
    readonly isOn: boolean;
  }): Promise<CallResult<{ readonly isOn: boolean }>>;
  /** None: no live webhook comes, though everything else works (pitfall 30). */
  subscribedApps(order: OfWaba): Promise<CallResult<readonly SubscribedApp[]>>;
  /** Reads before it writes. `override` is verified by Meta with a GET at once. */
  subscribe(
    order: OfWaba & { readonly override?: { readonly callbackUrl: string; readonly verifyToken: string } },
  ): Promise<CallResult<Subscription>>;
  /** All languages of a template; empty when there is none of that very name. */
  template(order: OfWaba & { readonly name: string }): Promise<CallResult<readonly TemplateFacts[]>>;
}

export function createAccount({ client }: { readonly client: GraphClient }): Account {
  const account: Account = {
    async waba({ token, wabaId }) {
      const answer = await client.call({ method: 'GET', token, path: [wabaId], query: { fields: 'id' } });
      return callResult(answer, ({ id }) => (id === wabaId ? { wabaId } : null));
    },
    async number({ token, phoneNumberId }) {
      const query = { fields: 'display_phone_number,verified_name,quality_rating' };
      return callResult(await client.call({ method: 'GET', token, path: [phoneNumberId], query }), readNumber);
    },
    async setIdentityCheck({ token, phoneNumberId, isOn }) {
      const body = { user_identity_change: { enable_identity_key_check: isOn } };
      const answer = await client.call({ method: 'POST', token, path: [phoneNumberId, 'settings'], body });
      return callResult(answer, ({ success }) => (success === true ? { isOn } : null));
    },
    async subscribedApps({ token, wabaId }) {
      const answer = await client.call({ method: 'GET', token, path: [wabaId, 'subscribed_apps'] });
      return callResult(answer, ({ data }) => (Array.isArray(data) ? listOf(data).map(readApp) : null));
    },
    async subscribe({ token, wabaId, override }) {
      if (override === undefined) {
        const found = await account.subscribedApps({ token, wabaId });
        if (found.name !== 'ok') return found;
        const hasOverride = found.value.some(({ overrideUrl }) => overrideUrl !== null);
        if (hasOverride) return { name: 'ok', value: { name: 'override-in-place', apps: found.value } };
      }
      const body =
        override === undefined
          ? {}
          : { override_callback_uri: override.callbackUrl, verify_token: override.verifyToken };
      const answer = await client.call({ method: 'POST', token, path: [wabaId, 'subscribed_apps'], body });
      return callResult(answer, ({ success }) => (success === true ? { name: 'subscribed' as const } : null));
    },
    async template({ token, wabaId, name }) {
      const query = { name, fields: 'name,language,status,category,components', limit: '100' };
      const answer = await client.call({ method: 'GET', token, path: [wabaId, 'message_templates'], query });
      // Meta finds by part of the name.
      return callResult(answer, ({ data }) =>
        Array.isArray(data)
          ? listOf(data)
              .map(readTemplate)
              .filter((one) => one.name === name)
          : null,
      );
    },
  };
  return account;
}

function listOf(value: unknown): readonly Json[] {
  if (!Array.isArray(value)) return [];
  return value.filter((one): one is Json => typeof one === 'object' && one !== null && !Array.isArray(one));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function readNumber(json: Json): NumberFacts | null {
  const displayPhoneNumber = textOf(json['display_phone_number']);
  if (displayPhoneNumber === null) return null;
  return { displayPhoneNumber, verifiedName: textOf(json['verified_name']), quality: textOf(json['quality_rating']) };
}

function readApp(json: Json): SubscribedApp {
  const [app = json] = listOf([json['whatsapp_business_api_data']]);
  const overrideUrl = textOf(json['override_callback_uri']);
  return { id: textOf(app['id']) ?? '', name: textOf(app['name']) ?? '', overrideUrl };
}

function readTemplate(json: Json): TemplateFacts {
  const buttons = listOf(json['components']).flatMap((component) => listOf(component['buttons']));
  return {
    name: textOf(json['name']) ?? '',
    language: textOf(json['language']) ?? '',
    status: textOf(json['status']) ?? 'UNKNOWN',
    category: textOf(json['category']) ?? 'UNKNOWN',
    hasCodeButton: buttons.some(({ type }) => type === 'URL' || type === 'OTP'),
    quickReplies: buttons.filter(({ type }) => type === 'QUICK_REPLY').length,
  };
}
