import { type Clock } from '../../../src/domain/instant.ts';
import { contactCard, messagesValue, senderFields } from './contact-card.ts';
import { type Arrived, type ChatLine, type ShownButton } from './mailbox.ts';
import { type MediaShelf } from './media.ts';
import { makeWamid } from './wamid.ts';
import { type WebhookPoster } from './webhook-post.ts';
import { type Windows } from './window.ts';
import { bookKey, bsuidAt, isPhoneShown, type NumberState, type PersonState, type World } from './world.ts';

type Json = Readonly<Record<string, unknown>>;

export interface To {
  /** Which number of which business. Default: the one this person last wrote to or heard from, else the first one added. */
  readonly to?: string;
}

/**
 * A person with a phone. What they send goes out as a signed webhook of real shape, and opens the 24-hour window.
 * Sending resolves with the webhook's HTTP status (0: nobody answered, or the WABA is not subscribed).
 */
export interface Person {
  readonly phone: string | null;
  readonly bsuid: string;
  readonly name: string;
  /** Both sides of the chat, in order. */
  readonly transcript: readonly ChatLine[];
  /** What the business sent and the phone shows, in order. */
  readonly arrived: readonly Arrived[];
  /** The next message that was not read yet. Rejects after `withinMs` (default 10,000). */
  nextMessage(withinMs?: number): Promise<Arrived>;
  /** The next unread message that fits; those before it count as read. */
  waitFor(matches: (message: Arrived) => boolean, withinMs?: number): Promise<Arrived>;
  writes(text: string, to?: To): Promise<number>;
  /** Taps a button that stands under a message, named by its id or its title. The newest message with such a button counts. */
  taps(idOrTitle: string, to?: To): Promise<number>;
  /** Answers a request for contact details with the own number (`origin: contact_request`). */
  sharesContact(to?: To): Promise<number>;
  sendsMedia(
    media: { readonly kind: MediaKind; readonly bytes: Buffer; readonly mimeType: string; readonly caption?: string },
    to?: To,
  ): Promise<number>;
  /** Sends any message: `{ type, [type]: … }`, and whatever else should stand on it. Sender, id and time are filled in unless given. */
  sends(message: Json, to?: To): Promise<number>;
  /** Several messages in one webhook, in the order given: whoever receives them has all of them at once. */
  sendsTogether(messages: readonly Json[], to?: To): Promise<number>;
  /** Moves to another phone number: a new BSUID, and a `system` message that tells of both. */
  changesNumber(now: { readonly phone: string; readonly bsuid: string }, to?: To): Promise<number>;
  /** Gives the number up, for the operator to give it to somebody else. WhatsApp tells nobody. */
  givesNumberUp(): void;
}

type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

export interface PersonParts {
  readonly world: World;
  readonly clock: Clock;
  readonly windows: Windows;
  readonly poster: WebhookPoster;
  readonly media: MediaShelf;
}

export function createPerson(parts: PersonParts, state: PersonState): Person {
  const { mailbox } = state;
  const send = (message: Json, words: string, to: To = {}): Promise<number> =>
    sendFrom(parts, state, [{ message, words }], to);
  return {
    get phone() {
      return state.phone;
    },
    get bsuid() {
      return state.bsuid;
    },
    name: state.name,
    transcript: mailbox.lines,
    arrived: mailbox.arrived,
    nextMessage: (withinMs = 10_000) => mailbox.waitFor(() => true, withinMs),
    waitFor: (matches, withinMs = 10_000) => mailbox.waitFor(matches, withinMs),
    writes: (text, to) => send({ type: 'text', text: { body: text } }, text, to),
    async taps(idOrTitle, to = {}) {
      const { message, button } = findButton(mailbox.arrived, idOrTitle);
      return send(tapOf(button, contextOf(parts, message)), button.title, { to: message.phoneNumberId, ...to });
    },
    async sharesContact(to) {
      if (state.phone === null) throw new Error('This person has no phone number to share.');
      const phones = [{ phone: `+${state.phone}`, wa_id: state.phone, type: 'MOBILE' }];
      const request = mailbox.arrived.findLast((one) => one.asksForContact);
      const context = request === undefined ? {} : contextOf(parts, request);
      return send({ type: 'contacts', contacts: [{ origin: 'contact_request', phones }], ...context }, '', to);
    },
    sendsMedia({ kind, bytes, mimeType, caption }, to) {
      const stored = parts.media.add({ bytes, mimeType });
      const file = {
        id: stored.id,
        mime_type: mimeType,
        sha256: stored.sha256,
        ...(caption === undefined ? {} : { caption }),
      };
      return send({ type: kind, [kind]: file }, caption ?? '', to);
    },
    sends: (message, to) => send(message, '', to),
    sendsTogether: (messages, to = {}) =>
      sendFrom(
        parts,
        state,
        messages.map((message) => ({ message, words: '' })),
        to,
      ),
    changesNumber: (now, to = {}) => changeNumber(parts, state, now, to),
    givesNumberUp: () => void (state.phone = null),
  };
}

function numberFor({ world }: PersonParts, { mailbox }: PersonState, { to }: To): NumberState {
  const id = to ?? mailbox.lines.at(-1)?.phoneNumberId ?? world.numbers.keys().next().value;
  const number = id === undefined ? undefined : world.numbers.get(id);
  if (number === undefined) throw new Error('There is no such business number. Add it with addNumber.');
  return number;
}

/** A message, and what the chat shows of it. */
interface Sent {
  readonly message: Json;
  readonly words: string;
}

async function sendFrom(parts: PersonParts, state: PersonState, sent: readonly Sent[], to: To): Promise<number> {
  const { world, poster } = parts;
  const number = numberFor(parts, state, to);
  const messages = sent.map((one) => write(parts, state, number, one));
  if (number.blocked.has(bsuidAt(state, number))) return 0;
  const value = { contacts: [contactCard(world, number, state)], messages };
  return poster.post(number, 'messages', messagesValue(number, value));
}

/** One message as it stands in a webhook; it is in the chat, and opens the window, from now on. */
function write(parts: PersonParts, state: PersonState, number: NumberState, { message, words }: Sent): Json {
  const { world, clock, windows } = parts;
  const now = clock.now();
  const phone = isPhoneShown(world, number, state) ? state.phone : null;
  const raw: Json = {
    ...senderFields(world, number, state),
    id: makeWamid(phone === null ? { bsuid: bsuidAt(state, number) } : { phone }, 'in'),
    timestamp: String(Math.floor(now / 1000)),
    ...message,
  };
  const messageId = String(raw['id']);
  world.inboundIds.add(messageId);
  // Writing shows the phone to the business where no user name hides it; the book keeps the pair (cloud-api.md 3.7).
  if (phone !== null) world.contactBook.add(bookKey(number, state));
  windows.wrote(number.phoneNumberId, bsuidAt(state, number), now);
  const { phoneNumberId } = number;
  state.mailbox.push({ from: 'person', at: now, messageId, phoneNumberId, type: String(raw['type']), text: words });
  return raw;
}

function findButton(arrived: readonly Arrived[], idOrTitle: string): { message: Arrived; button: ShownButton } {
  for (const message of [...arrived].reverse()) {
    const button = message.buttons.find(({ id, title }) => id === idOrTitle || title === idOrTitle);
    if (button !== undefined) return { message, button };
  }
  throw new Error(`There is no button ${JSON.stringify(idOrTitle)} on the phone.`);
}

function contextOf({ world }: PersonParts, { phoneNumberId, messageId }: Arrived): Json {
  return { context: { from: world.numbers.get(phoneNumberId)?.displayPhoneNumber, id: messageId } };
}

/** A template's quick reply comes as `button`, a session message's as `interactive` (pitfall 20). */
function tapOf({ id, title, kind }: ShownButton, context: Json): Json {
  if (kind === 'quick-reply') return { type: 'button', button: { payload: id, text: title }, ...context };
  const type = kind === 'row' ? 'list_reply' : 'button_reply';
  return { type: 'interactive', interactive: { type, [type]: { id, title } }, ...context };
}

function changeNumber(
  parts: PersonParts,
  state: PersonState,
  now: { readonly phone: string; readonly bsuid: string },
  to: To,
): Promise<number> {
  const { world, clock, poster } = parts;
  const number = numberFor(parts, state, to);
  const isShown = isPhoneShown(world, number, state);
  const sender = senderFields(world, number, state);
  const previous_user_id = bsuidAt(state, number);
  const id = makeWamid(isShown && state.phone !== null ? { phone: state.phone } : { bsuid: previous_user_id }, 'in');
  const system = isShown
    ? { type: 'user_changed_number', wa_id: now.phone, user_id: now.bsuid, previous_user_id }
    : { type: 'user_changed_user_id', user_id: now.bsuid, previous_user_id };
  state.phone = now.phone;
  state.bsuid = now.bsuid;
  state.bsuids = {};
  const timestamp = String(Math.floor(clock.now() / 1000));
  const message = { ...sender, id, timestamp, type: 'system', system };
  return poster.post(number, 'messages', messagesValue(number, { messages: [message] }));
}
