import { type Clock } from '../../../src/domain/instant.ts';
import { contactCard, messagesValue } from './contact-card.ts';
import { titleOf } from './errors.ts';
import { type WebhookPoster } from './webhook-post.ts';
import { bsuidAt, isPhoneShown, type NumberState, type PersonState, type World } from './world.ts';

type Json = Readonly<Record<string, unknown>>;
type Progress = 'sent' | 'delivered' | 'read';

export interface StatusOptions {
  /** How far a message gets. `none`: no statuses at all, not even failures. Default: `read`. */
  readonly upTo?: Progress | 'none';
  /** Meta promises no order. Default: `in-order`. */
  readonly order?: 'in-order' | 'shuffled';
  /** All statuses of a message in one webhook. Default: one webhook each. */
  readonly areBatched?: boolean;
}

/** A message that was accepted, as far as its statuses tell. */
export interface Outgoing {
  readonly number: NumberState;
  /** `null`: nobody there; then `input` is all that is known. */
  readonly person: PersonState | null;
  readonly input: { readonly phone: string } | { readonly bsuid: string };
  readonly messageId: string;
  readonly category: string;
  readonly correlation: string | null;
}

/** Reports what became of messages, one webhook after another, each awaited. */
export interface Statuses {
  delivered(outgoing: Outgoing): void;
  failed(outgoing: Outgoing, code: number, details: string): void;
  /** Resolves when everything reported so far was posted. */
  settled(): Promise<void>;
}

export function createStatuses(parts: {
  readonly world: World;
  readonly clock: Clock;
  readonly poster: WebhookPoster;
  readonly random: () => number;
  readonly options: StatusOptions;
}): Statuses {
  const { world, clock, poster, random, options } = parts;
  const { upTo = 'read', order = 'in-order', areBatched = false } = options;
  let tail: Promise<unknown> = Promise.resolve();

  const report = (number: NumberState, values: readonly Json[]): void => {
    for (const value of values) tail = tail.then(() => poster.post(number, 'messages', messagesValue(number, value)));
  };

  return {
    delivered(outgoing) {
      const { number, person } = outgoing;
      if (upTo === 'none' || person === null) return;
      const all: readonly Progress[] = ['sent', 'delivered', 'read'];
      const steps = all.slice(0, all.indexOf(upTo) + 1);
      const statuses = (order === 'shuffled' ? shuffle(steps, random) : steps).map((status) => ({
        ...frame(world, clock, outgoing, status),
        ...(status === 'read' ? {} : { pricing: pricingOf(outgoing.category) }),
      }));
      const contacts = [contactCard(world, number, person)];
      report(
        number,
        areBatched ? [{ contacts, statuses }] : statuses.map((status) => ({ contacts, statuses: [status] })),
      );
    },
    // No contacts, and no BSUID when it was sent to a phone (cloud-api.md 2.4).
    failed(outgoing, code, details) {
      if (upTo === 'none') return;
      const title = titleOf(code);
      const href = 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/';
      const errors = [{ code, title, message: title, error_data: { details }, href }];
      report(outgoing.number, [{ statuses: [{ ...frame(world, clock, outgoing, 'failed'), errors }] }]);
    },
    async settled() {
      for (let seen: unknown = null; seen !== tail;) {
        seen = tail;
        await tail;
      }
    },
  };
}

function frame(world: World, clock: Clock, outgoing: Outgoing, status: Progress | 'failed'): Json {
  const { number, person, input, messageId, correlation } = outgoing;
  const phone =
    'phone' in input ? input.phone : person !== null && isPhoneShown(world, number, person) ? person.phone : null;
  const bsuid =
    'bsuid' in input ? input.bsuid : person !== null && status !== 'failed' ? bsuidAt(person, number) : null;
  const hash = number.hasIdentityCheck && status !== 'failed' ? (person?.identityKeyHash ?? null) : null;
  return {
    id: messageId,
    status,
    timestamp: String(Math.floor(clock.now() / 1000)),
    ...(phone === null ? {} : { recipient_id: phone }),
    ...(bsuid === null ? {} : { recipient_user_id: bsuid }),
    ...(person?.parentBsuid == null || status === 'failed' ? {} : { recipient_parent_user_id: person.parentBsuid }),
    ...(hash === null ? {} : { recipient_identity_key_hash: hash }),
    ...(correlation === null ? {} : { biz_opaque_callback_data: correlation }),
  };
}

function pricingOf(category: string): Json {
  const isFree = category === 'service';
  return { billable: !isFree, pricing_model: 'PMP', type: isFree ? 'free_customer_service' : 'regular', category };
}

function shuffle<Value>(values: readonly Value[], random: () => number): readonly Value[] {
  return values
    .map((value) => ({ value, rank: random() }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ value }) => value);
}
