import { type Clock } from '../../../src/domain/instant.ts';
import { callingApp } from './account.ts';
import { messagesValue } from './contact-card.ts';
import { type ChatLine, createMailbox } from './mailbox.ts';
import { createMediaShelf, type StoredMedia } from './media.ts';
import { createPerson, type Person } from './person.ts';
import { createRates, metaRates, type RateOptions } from './rate.ts';
import { readReceived } from './received.ts';
import { type VersionRange } from './request.ts';
import { createScript, type Script } from './script.ts';
import { type SeenCall, startServer } from './server.ts';
import { createStatuses, type StatusOptions } from './statuses.ts';
import { createWebhookPoster } from './webhook-post.ts';
import { createWindows } from './window.ts';
import {
  bsuidAt,
  createWorld,
  type NumberOptions,
  type NumberState,
  type PersonOptions,
  type PersonState,
  type TemplateOptions,
  type World,
  type SubscribedApp,
} from './world.ts';

export interface GraphOptions {
  /** Default: a free one. */
  readonly port?: number;
  /** Where webhooks go; may be set later by {@link Graph.deliverTo}. */
  readonly webhookUrl?: string;
  /** Default: the machine's. */
  readonly clock?: Clock;
  readonly versions?: VersionRange;
  readonly statuses?: StatusOptions;
  readonly rates?: Partial<RateOptions>;
  /** Codes that come as a `failed` status after a 200, not in the answer. Default 131026, 131047, 137000 (cloud-api.md 14). */
  readonly failsLate?: readonly number[];
  /** Phones that a test number may write to; anybody when absent. */
  readonly allowList?: readonly string[];
  /** Post a webhook again, less and less often, until a 2xx or for this long. Default 0: once. */
  readonly redeliverForMs?: number;
  /** Seed of shuffled statuses. */
  readonly seed?: number;
}

/** A Graph API on 127.0.0.1, as strict as Meta's, with the people on the other side of it. */
export interface Graph {
  /** What `GRAPH_API_BASE_URL` becomes. */
  readonly url: string;
  readonly script: Script;
  /** Every call, in order. */
  readonly calls: readonly SeenCall[];
  /** All chats in one, in order of time. */
  transcript(): readonly ChatLine[];
  deliverTo(webhookUrl: string): void;
  addNumber(options: NumberOptions): void;
  /** Says which apps get the webhooks of an account. As at Meta nothing in the list tells whose they are. */
  setApps(wabaId: string, apps: readonly SubscribedApp[]): void;
  addTemplate(options: TemplateOptions): void;
  /** Changes a template's status and tells the app by webhook, as Meta does. */
  setTemplateStatus(
    template: { readonly wabaId: string; readonly name: string; readonly language: string },
    status: Required<TemplateOptions>['status'],
  ): Promise<number>;
  addPerson(options: PersonOptions): Person;
  /** The person of that phone (digits) or BSUID. Throws when there is none. */
  person(phoneOrBsuid: string): Person;
  addMedia(file: { readonly bytes: Buffer; readonly mimeType: string }): StoredMedia;
  /** A webhook that somebody else posted (a replayed fixture): its senders become known, their windows open, their words stand in the chat. */
  received(webhook: unknown): void;
  /** Ends the 24-hour window of a person at a number, or at all of them. */
  closeWindow(phoneOrBsuid: string, phoneNumberId?: string): void;
  /** Posts any signed webhook of a number: account fields, echoes, histories. Metadata is added when `field` is `messages`. */
  postWebhook(phoneNumberId: string, field: string, value: Readonly<Record<string, unknown>>): Promise<number>;
  /** Resolves when every status was posted. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the server. Add numbers, templates and people, then point the product at `url` and webhooks at the product. */
export async function startGraph(options: GraphOptions = {}): Promise<Graph> {
  const { clock = { now: () => Date.now() }, failsLate = [131026, 131047, 137000] } = options;
  const { redeliverForMs = 0, allowList = null, webhookUrl = null } = options;
  const world = createWorld();
  const windows = createWindows(clock);
  const media = createMediaShelf(clock);
  const script = createScript();
  const calls: SeenCall[] = [];
  const poster = createWebhookPoster(world, clock, webhookUrl, { redeliverForMs });
  const rates = createRates(clock, { ...metaRates, ...options.rates });
  const random = createRandom(options.seed ?? 1);
  const statuses = createStatuses({ world, clock, poster, random, options: options.statuses ?? {} });
  const versions = options.versions ?? { oldest: 21, newest: 26 };
  const baseUrl = (): string => server.url;
  const server = await startServer(
    { world, clock, windows, rates, statuses, failsLate, allowList, media, baseUrl, versions, script, calls },
    options.port ?? 0,
  );
  const parts = { world, clock, windows, poster, media };
  const handles = new Map<PersonState, Person>();

  const add = (person: PersonOptions): Person => {
    const state = toState(person);
    const handle = createPerson(parts, state);
    world.people.push(state);
    handles.set(state, handle);
    return handle;
  };

  return {
    url: server.url,
    script,
    calls,
    transcript: () => world.people.flatMap((one) => one.mailbox.lines).sort((left, right) => left.at - right.at),
    deliverTo: (url) => void (poster.url = url),
    addNumber: (number) => addNumber(world, number),
    setApps: (wabaId, apps) => void world.subscriptions.set(wabaId, [...apps]),
    addTemplate: (template) => void world.templates.push(toTemplate(template)),
    setTemplateStatus: async (named, status) => {
      const index = world.templates.findIndex(
        (one) => one.wabaId === named.wabaId && one.name === named.name && one.language === named.language,
      );
      const template = world.templates[index];
      const number = [...world.numbers.values()].find(({ wabaId }) => wabaId === named.wabaId);
      if (template === undefined || number === undefined) throw new Error('There is no such template.');
      world.templates[index] = { ...template, status };
      return poster.post(number, 'message_template_status_update', {
        event: status,
        message_template_id: 700000000000000 + index,
        message_template_name: template.name,
        message_template_language: template.language,
        reason: 'NONE',
        message_template_category: template.category,
      });
    },
    addPerson: add,
    person: (name) => handleOf(handles, findPerson(world, name)),
    addMedia: (file) => media.add(file),
    received: (webhook) => readReceived({ world, windows, clock, add }, webhook),
    closeWindow(name, phoneNumberId) {
      const person = findPerson(world, name);
      for (const number of world.numbers.values()) {
        if ((phoneNumberId ?? number.phoneNumberId) === number.phoneNumberId)
          windows.close(number.phoneNumberId, bsuidAt(person, number));
      }
    },
    async postWebhook(phoneNumberId, field, value) {
      const number = world.numbers.get(phoneNumberId);
      if (number === undefined) throw new Error('There is no such business number.');
      return poster.post(number, field, field === 'messages' ? messagesValue(number, value) : value);
    },
    settled: () => statuses.settled(),
    async close() {
      poster.close();
      for (const { mailbox } of world.people) mailbox.close();
      await server.close();
    },
  };
}

function addNumber(world: World, options: NumberOptions): void {
  const { wabaId, portfolioId = wabaId, verifiedName = 'Made-Up Plants', isSubscribed = true, ...rest } = options;
  const number: NumberState = {
    ...rest,
    wabaId,
    portfolioId,
    verifiedName,
    hasIdentityCheck: false,
    blocked: new Set(),
  };
  world.numbers.set(options.phoneNumberId, number);
  const apps = world.subscriptions.get(wabaId) ?? [];
  world.subscriptions.set(wabaId, apps.length > 0 || !isSubscribed ? apps : [{ ...callingApp, overrideUrl: null }]);
}

function toTemplate(options: TemplateOptions): Required<TemplateOptions> {
  const places = Array.from({ length: options.parameterCount }, (_, index) => `{{${index + 1}}}`);
  const isCode = options.category === 'AUTHENTICATION';
  const text = isCode
    ? '{{1}} is your verification code. For your security, do not share this code.'
    : `[${options.name}] ${places.join(' · ')}`;
  return { status: 'APPROVED', hasCodeButton: false, quickReplies: [], text, ...options };
}

function toState(options: PersonOptions): PersonState {
  const { name = 'Ana Fictive' } = options;
  return {
    phone: options.phone ?? null,
    bsuid: options.bsuid,
    bsuids: options.bsuids ?? {},
    parentBsuid: options.parentBsuid ?? null,
    name,
    username: options.hasUsername === true ? name.toLowerCase().replace(/[^a-z]+/g, '.') : null,
    otherPhones: options.otherPhones ?? [],
    identityKeyHash: options.identityKeyHash ?? null,
    mailbox: createMailbox(),
  };
}

function findPerson({ people }: World, name: string): PersonState {
  const found = people.find(
    (one) => one.phone === name || one.bsuid === name || Object.values(one.bsuids).includes(name),
  );
  if (found === undefined) throw new Error('There is no such person. Add them with addPerson.');
  return found;
}

function handleOf(handles: ReadonlyMap<PersonState, Person>, state: PersonState): Person {
  const handle = handles.get(state);
  if (handle === undefined) throw new Error('There is no such person.');
  return handle;
}

/** A small seeded generator (mulberry32): the same seed shuffles the same way. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
