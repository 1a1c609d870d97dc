import { randomUUID } from 'node:crypto';

import { GraphFault, missingObject } from './errors.ts';
import { isObject, type Json, listAt, objectAt, optional, textAt } from './json.ts';
import { type NumberState, type TemplateOptions, type World } from './world.ts';

/** The calling app: every token of this server belongs to it. */
export const callingApp = { id: '600000000000001', name: 'Oubli under test' };

/** `GET /{waba}`. */
export function describeWaba(wabaId: string, fields: readonly string[]): Json {
  return pick({ id: wabaId, name: 'Made-Up WABA', timezone_id: '1', currency: 'USD' }, fields, ['id', 'name']);
}

/** `GET /{phone}`. */
export function describeNumber(number: NumberState, fields: readonly string[]): Json {
  const all = {
    id: number.phoneNumberId,
    display_phone_number: `+${number.displayPhoneNumber}`,
    verified_name: number.verifiedName,
    quality_rating: 'GREEN',
    code_verification_status: 'VERIFIED',
    name_status: 'APPROVED',
    platform_type: 'CLOUD_API',
    status: 'CONNECTED',
    throughput: { level: 'STANDARD' },
  };
  return pick(all, fields, ['id', 'display_phone_number', 'verified_name', 'quality_rating']);
}

function pick(all: Json, fields: readonly string[], usual: readonly string[]): Json {
  const wanted = fields.length === 0 ? usual : ['id', ...fields];
  for (const field of wanted) {
    if (!(field in all)) throw new GraphFault(100, `Tried accessing nonexisting field (${field})`);
  }
  return Object.fromEntries(Object.entries(all).filter(([key]) => wanted.includes(key)));
}

/** `GET /{waba}/subscribed_apps`. */
export function listApps(world: World, wabaId: string): Json {
  const data = (world.subscriptions.get(wabaId) ?? []).map(({ id, name, overrideUrl }) => ({
    whatsapp_business_api_data: { id, name, link: `https://www.facebook.com/games/?app_id=${id}` },
    ...(overrideUrl === null ? {} : { override_callback_uri: overrideUrl }),
  }));
  return { data };
}

/** `POST /{waba}/subscribed_apps`: an empty body takes the override away (pitfall 31); one with an override is verified by GET. */
export async function subscribeApp(world: World, wabaId: string, value: unknown): Promise<Json> {
  const body = objectAt(value ?? {}, 'body', ['override_callback_uri', 'verify_token']);
  const overrideUrl = optional(body['override_callback_uri'], (url) => textAt(url, 'override_callback_uri', 200));
  if (overrideUrl !== null) await verifyCallback(overrideUrl, textAt(body['verify_token'], 'verify_token', 500));
  const others = (world.subscriptions.get(wabaId) ?? []).filter(({ id }) => id !== callingApp.id);
  world.subscriptions.set(wabaId, [...others, { ...callingApp, overrideUrl }]);
  return { success: true };
}

/** `DELETE /{waba}/subscribed_apps`: only the calling app goes. */
export function unsubscribeApp(world: World, wabaId: string): Json {
  const apps = world.subscriptions.get(wabaId) ?? [];
  world.subscriptions.set(
    wabaId,
    apps.filter(({ id }) => id !== callingApp.id),
  );
  return { success: true };
}

async function verifyCallback(callback: string, verifyToken: string): Promise<void> {
  const challenge = String(Math.floor(Math.random() * 1e9));
  const url = new URL(callback);
  url.searchParams.set('hub.mode', 'subscribe');
  url.searchParams.set('hub.challenge', challenge);
  url.searchParams.set('hub.verify_token', verifyToken);
  const answer = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => null);
  if (answer?.status !== 200 || (await answer.text()) !== challenge) {
    throw new GraphFault(2200, 'The URL could not be validated. Callback verification failed.');
  }
}

/** `GET /{waba}/message_templates?name=`: `name` finds by part, as at Meta. */
export function listTemplates(world: World, wabaId: string, name: string | null): Json {
  const found = world.templates.filter((one) => one.wabaId === wabaId && (name === null || one.name.includes(name)));
  return { data: found.map(describeTemplate), paging: { cursors: { before: 'MAZDZD', after: 'MjQZD' } } };
}

function describeTemplate(template: Required<TemplateOptions>): Json {
  const buttons = [
    ...(template.hasCodeButton
      ? [{ type: 'URL', text: 'Copy code', url: 'https://www.whatsapp.com/otp/code/?code={{1}}' }]
      : []),
    ...template.quickReplies.map((text) => ({ type: 'QUICK_REPLY', text })),
  ];
  const { name, language, category, status, text } = template;
  const components = [{ type: 'BODY', text }, ...(buttons.length === 0 ? [] : [{ type: 'BUTTONS', buttons }])];
  return {
    name,
    language,
    category,
    status,
    components,
    id: randomUUID()
      .replace(/[^0-9]/g, '')
      .padEnd(15, '7'),
  };
}

/** `POST /{phone}/settings`: the identity check only. */
export function changeSettings(number: NumberState, value: unknown): Json {
  const body = objectAt(value, 'body', ['user_identity_change']);
  const change = objectAt(body['user_identity_change'], 'user_identity_change', ['enable_identity_key_check']);
  const { enable_identity_key_check: isOn } = change;
  if (typeof isOn !== 'boolean') throw new GraphFault(100, 'Param enable_identity_key_check must be a boolean.');
  number.hasIdentityCheck = isOn;
  return { success: true };
}

/** `DELETE /{phone}/contact_book?messaging_product=whatsapp&bsuid=` (cloud-api.md 3.7). */
export function forgetContact(world: World, number: NumberState, query: URLSearchParams): Json {
  if (query.get('messaging_product') !== 'whatsapp')
    throw new GraphFault(100, 'The parameter messaging_product is required.');
  const bsuid = query.get('bsuid') ?? '';
  if (!/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/.test(bsuid))
    throw new GraphFault(131009, 'Param bsuid is not a valid business-scoped user id.');
  const deleted = world.contactBook.delete(`${number.portfolioId} ${bsuid}`);
  return { messaging_product: 'whatsapp', success: true, deleted };
}

/** `block_users`: only people who wrote in the last 24 hours (cloud-api.md 4.8). */
export function blockUsers(
  number: NumberState,
  isBlocking: boolean,
  value: unknown,
  resolve: (user: Json) => { readonly bsuid: string; readonly isWindowOpen: boolean } | null,
): Json {
  const body = objectAt(value, 'body', ['messaging_product', 'block_users']);
  const done: Json[] = [];
  const failed: Json[] = [];
  for (const raw of listAt(body['block_users'], 'block_users', 1, 1000)) {
    if (!isObject(raw)) throw missingObject();
    const found = resolve(raw);
    const user = { input: raw['user'] ?? raw['user_id'], ...raw };
    if (found === null || (isBlocking && !found.isWindowOpen)) {
      failed.push({ ...user, errors: [{ code: found === null ? 131026 : 131047 }] });
      continue;
    }
    if (isBlocking) number.blocked.add(found.bsuid);
    else number.blocked.delete(found.bsuid);
    done.push(user);
  }
  const lists = {
    [isBlocking ? 'added_users' : 'removed_users']: done,
    ...(failed.length === 0 ? {} : { failed_users: failed }),
  };
  const beside = { messaging_product: 'whatsapp', block_users: lists };
  if (failed.length > 0) throw new GraphFault(139100, 'Failed to block or unblock some users.', { beside });
  return beside;
}
