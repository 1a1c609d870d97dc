import {
  blockUsers,
  changeSettings,
  describeNumber,
  describeWaba,
  forgetContact,
  listApps,
  listTemplates,
  subscribeApp,
  unsubscribeApp,
} from './account.ts';
import { GraphFault, missingObject } from './errors.ts';
import { isObject, type Json } from './json.ts';
import { type MediaShelf } from './media.ts';
import { type Call, jsonOf, objectFor, tokenOf } from './request.ts';
import { type Fate, markRead, sendMessage, type SendParts } from './send.ts';
import { bsuidAt, findByBsuid, findByPhone, type NumberState } from './world.ts';

export interface EdgeParts extends SendParts {
  readonly media: MediaShelf;
  readonly baseUrl: () => string;
}

/** Answers a call of an edge. `fate` is what the script has in mind for the message, if it is one. */
export async function answerEdge(parts: EdgeParts, call: Call, fate: Fate): Promise<Json> {
  const { world, media } = parts;
  const token = tokenOf(call);
  const [, id = '', edge] = call.segments;
  if (edge === undefined && media.has(id)) return answerMedia(parts, call, token, id);
  const object = objectFor(world, token, id);
  if ('phoneNumberId' in object) return answerNumber(parts, call, object, fate);
  return answerWaba(parts, call, object.wabaId);
}

/** `messages`, `contact_book` …; `object` for a node itself. */
export function edgeOf({ segments }: Call): string {
  return segments[2] ?? 'object';
}

function answerNumber(parts: EdgeParts, call: Call, number: NumberState, fate: Fate): Json {
  const { world, media } = parts;
  switch (`${call.method} ${edgeOf(call)}`) {
    case 'POST messages': {
      const body = jsonOf(call);
      if (body === undefined) throw new GraphFault(100, 'The parameter messaging_product is required.');
      return isObject(body) && 'status' in body ? markRead(world, body) : sendMessage(parts, number, body, fate);
    }
    case 'GET object':
      return describeNumber(number, fieldsOf(call));
    case 'DELETE contact_book':
      return forgetContact(world, number, call.query);
    case 'POST settings':
      return changeSettings(number, jsonOf(call));
    case 'POST media':
      return media.upload(call.headers['content-type'] ?? '', call.body);
    case 'GET block_users':
      return { data: [...number.blocked].map((user_id) => ({ messaging_product: 'whatsapp', user_id })) };
    case 'POST block_users':
    case 'DELETE block_users':
      return blockUsers(number, call.method === 'POST', jsonOf(call), (user) => resolveUser(parts, number, user));
    default:
      throw new GraphFault(2500, 'Unknown path components');
  }
}

async function answerWaba({ world }: EdgeParts, call: Call, wabaId: string): Promise<Json> {
  switch (`${call.method} ${edgeOf(call)}`) {
    case 'GET object':
      return describeWaba(wabaId, fieldsOf(call));
    case 'GET subscribed_apps':
      return listApps(world, wabaId);
    case 'POST subscribed_apps':
      return subscribeApp(world, wabaId, jsonOf(call));
    case 'DELETE subscribed_apps':
      return unsubscribeApp(world, wabaId);
    case 'GET message_templates':
      return listTemplates(world, wabaId, call.query.get('name'));
    default:
      throw new GraphFault(2500, 'Unknown path components');
  }
}

function answerMedia({ world, media, baseUrl }: EdgeParts, call: Call, token: string, id: string): Json {
  const asked = call.query.get('phone_number_id');
  const own = [...world.numbers.values()].filter((number) => number.token === token);
  if (own.length === 0) throw new GraphFault(190, 'Invalid OAuth access token - Cannot parse access token');
  if (asked !== null && !own.some(({ phoneNumberId }) => phoneNumberId === asked)) throw missingObject();
  if (call.method === 'GET') return media.describe(id, baseUrl());
  if (call.method !== 'DELETE') throw new GraphFault(2500, 'Unknown path components');
  media.remove(id);
  return { success: true };
}

function fieldsOf({ query }: Call): readonly string[] {
  return (query.get('fields') ?? '').split(',').filter((field) => field !== '');
}

function resolveUser(
  { world, windows }: EdgeParts,
  number: NumberState,
  user: Json,
): { bsuid: string; isWindowOpen: boolean } | null {
  const { user: phone, user_id: id } = user;
  const person =
    typeof phone === 'string'
      ? findByPhone(world, phone.replace('+', ''))
      : typeof id === 'string' && !id.includes('.ENT.')
        ? findByBsuid(world, number, id)
        : null;
  if (person === null) return null;
  const bsuid = bsuidAt(person, number);
  return { bsuid, isWindowOpen: windows.isOpen(number.phoneNumberId, bsuid) };
}
