import { z } from 'zod';

import { type Instant, toInstant } from '../../domain/instant.ts';
import { loggedChannels } from '../../domain/logged-request.ts';
import { type Identifier } from '../../domain/subject.ts';
import { type LogEntry } from '../../requests/logged-requests.ts';
import { type ContactEntry, type OptInEntry } from '../../messaging/intake.ts';

/** Numbers are taken as they are but for punctuation: rewriting a digit would find somebody else (pitfall 29). */
const phone = z
  .string()
  .max(40)
  .transform((text) => text.replace(/[\s().\u00a0-]/g, ''))
  .pipe(z.string().regex(/^\+?[1-9][0-9]{4,14}$/))
  .transform((text) => text.replace('+', ''));
const bsuid = z.string().regex(/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/);

const person = { phone: phone.optional(), bsuid: bsuid.optional() };
type Person = Readonly<Partial<Record<keyof typeof person, string | undefined>>>;
const isNamed = ({ phone: number, bsuid: id }: Person): boolean => number !== undefined || id !== undefined;
const unnamed = { error: 'phone_or_bsuid', path: ['phone'] };

/** BSUID first: it is the stronger name. */
export function identifiersOf({ phone: number, bsuid: id }: Person): readonly Identifier[] {
  return [
    ...(id === undefined ? [] : [{ kind: 'bsuid', value: id } as const]),
    ...(number === undefined ? [] : [{ kind: 'phone', value: number } as const]),
  ];
}

const attributes = z
  .record(z.string().min(1).max(64), z.string().max(1_000))
  .refine((all) => Object.keys(all).length <= 50, { error: 'too_many' });

export const contactSchema = z
  .strictObject({
    ...person,
    name: z.string().trim().min(1).max(200).nullish(),
    email: z.email().max(254).nullish(),
    attributes: attributes.optional(),
  })
  .refine(isNamed, unnamed)
  .transform(({ name, email, attributes: given, ...who }): ContactEntry => ({
    identifiers: identifiersOf(who),
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(given === undefined ? {} : { attributes: given }),
  }));

/** What staff notes of a letter. */
export const loggedRequestSchema = z
  .strictObject({
    ...person,
    right: z.enum(['erasure', 'access']),
    channel: z.enum(loggedChannels),
    receivedAt: z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text))),
  })
  .refine(isNamed, unnamed)
  .transform(({ right, channel, receivedAt, ...who }): LogEntry => ({
    ...{ identifiers: identifiersOf(who), right, channel, receivedAt },
  }));

/** @param now an opt-in dated ahead would outlast a later STOP, so it is refused. Milliseconds since the Unix epoch. */
export function optInSchema(now: number) {
  return z
    .strictObject({
      ...person,
      category: z.literal('marketing'),
      state: z.enum(['in', 'out']),
      at: z.iso
        .datetime({ offset: true })
        .transform(Date.parse)
        .refine((at) => at <= now, { error: 'in_future' })
        .optional(),
      proof: z.string().trim().min(1).max(2_000).optional(),
    })
    .refine(isNamed, unnamed)
    .transform(({ state, at, proof, ...who }): OptInEntry => {
      const instant: Instant = toInstant(at ?? now);
      return { identifiers: identifiersOf(who), state, at: instant, proof: proof ?? null };
    });
}

const to = z.strictObject(person).refine(isNamed, unnamed);
const phoneNumberId = z
  .string()
  .regex(/^[0-9]{5,30}$/)
  .optional();

export const messageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    to,
    phoneNumberId,
    text: z.strictObject({ body: z.string().min(1).refine(isWithin(4_096), { error: 'too_long' }) }),
  }),
  z.strictObject({
    type: z.literal('template'),
    to,
    phoneNumberId,
    /** Needed, so that no advertisement passes an objection for want of a word. */
    category: z.enum(['marketing', 'utility', 'authentication']),
    template: z.strictObject({
      name: z.string().regex(/^[a-z0-9_]{1,512}$/),
      language: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/),
      parameters: z.array(z.string().min(1).max(1_024)).max(20).default([]),
    }),
  }),
]);
export type MessageEntry = z.infer<typeof messageSchema>;

/** WhatsApp counts code points, not UTF-16 units. */
function isWithin(limit: number): (text: string) => boolean {
  return (text) => text.length <= limit || Array.from(text).length <= limit;
}

export const listSchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(40).optional(),
});

/** Where an entry is wrong. Keys that are the caller's own words (attributes, unknown fields) are never quoted. */
export function fieldOf(error: z.ZodError): string | null {
  const path = error.issues[0]?.path ?? [];
  const own = path[0] === 'attributes' ? ['attributes'] : path.map(String);
  return own.length === 0 ? null : own.join('.');
}
