import { z } from 'zod';

import { correctionFields, correctionRefusals } from '../domain/correction.ts';
import { loggedChannels } from '../domain/logged-request.ts';
import { locales } from '../domain/locale.ts';

/** Names the format of a copy. Changed with every change that an old reader would not understand. */
export const copyFormat = 'oubli-copy/1';

const moment = z.iso.datetime();

const items = {
  contacts: z.strictObject({
    names: z.record(z.string(), z.string()).describe('What you are called, by who said so.'),
    email: z.string().nullable(),
    attributes: z.record(z.string(), z.string()).describe('Notes of the business.'),
    createdAt: moment,
    updatedAt: moment,
  }),
  messages: z.strictObject({
    at: moment,
    direction: z.enum(['in', 'out']).describe('`in`: from you.'),
    origin: z.enum(['live', 'echo', 'history']),
    type: z.string().describe("WhatsApp's word for the kind of message."),
    text: z.string().nullable().describe('Only where the business keeps the words.'),
    statuses: z.record(z.string(), moment).describe('When a message to you was sent, delivered, read.'),
  }),
  template_sends: z.strictObject({ at: moment, template: z.string(), language: z.string().nullable() }),
  opt_ins: z.strictObject({
    at: moment,
    category: z.string(),
    state: z.enum(['in', 'out']).describe('`in`: you agreed. `out`: you refused.'),
    source: z.enum(['api', 'import', 'user_preferences', 'chat']),
    proof: z.string().nullable().describe('How the business learnt of it, in its words.'),
  }),
  media: z.strictObject({
    at: moment,
    kind: z.string(),
    mimeType: z.string().nullable(),
    bytes: z.base64().nullable().describe('The file in base64; null when only the fact is held.'),
  }),
  corrections: z.strictObject({
    at: moment,
    reference: z.string(),
    field: z.enum(correctionFields),
    value: z.string().nullable().describe('What is right, in your words.'),
    state: z.enum(['asked', 'done', 'refused']),
    reason: z.enum(correctionRefusals).nullable().describe('Why it was refused.'),
    dueAt: moment.describe('When the business has to have answered.'),
  }),
  logged_requests: z.strictObject({
    at: moment,
    reference: z.string(),
    right: z.enum(['erasure', 'access']),
    channel: z.enum(loggedChannels),
    dueAt: moment.describe('When the business has to have answered.'),
    answeredAt: moment.optional().describe('When a copy that answers it was handed to you.'),
  }),
  relays: z.strictObject({
    at: moment,
    reference: z.string(),
    state: z.enum(['asked', 'handed']).describe('`asked`: your code was awaited. `handed`: passed on.'),
    businesses: z.array(z.strictObject({ name: z.string(), reference: z.string() })).describe('As you named them.'),
    about: z.string().nullable().describe('What you wrote about yourself.'),
    mandate: z.string().nullable().describe('For whom you ask, and why you may.'),
    dueAt: moment.nullable(),
  }),
} as const;

const section = <Name extends keyof typeof items>(store: Name) =>
  z.strictObject({
    store: z.literal(store),
    what: z.string().describe('What it is, in your language.'),
    why: z.string().describe('What it is for (GDPR 15(1)(a)).'),
    howLong: z.string().describe('How long it is kept (GDPR 15(1)(d)).'),
    items: z.array(items[store]),
  });

/** A copy of what is held about one person: GDPR 15(1) and (3), 20(1). Published as docs/copy.schema.json. */
export const copySchema = z.strictObject({
  format: z.literal(copyFormat),
  reference: z.string().describe('Of the request that this answers.'),
  madeAt: moment,
  locale: z.enum(locales),
  business: z.strictObject({ name: z.string(), privacyContact: z.string().nullable() }),
  you: z.strictObject({
    phones: z.array(z.string()).describe('With the country code, without +.'),
    businessScopedUserIds: z.array(z.string()).describe("WhatsApp's ids of you, for this business alone."),
    usernames: z.array(z.string()),
  }),
  fromWhom: z.string().describe('Where the data comes from (GDPR 15(1)(g)).'),
  toWhom: z.array(z.string()).describe('Who received it (GDPR 15(1)(c)).'),
  yourRights: z.string().describe('What else you may ask (GDPR 15(1)(e), (f)).'),
  decisions: z.string().describe('Whether a machine decides about you (GDPR 15(1)(h)).'),
  sections: z.array(
    z.discriminatedUnion('store', [
      section('contacts'),
      section('messages'),
      section('template_sends'),
      section('opt_ins'),
      section('media'),
      section('corrections'),
      section('logged_requests'),
      section('relays'),
    ]),
  ),
});

export type Copy = z.infer<typeof copySchema>;
