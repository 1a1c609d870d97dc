import { afterAll, afterEach, beforeAll } from '../support/jest.ts';

import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { createAftercare } from '../../src/conversation/aftercare.ts';
import { type CodeSending, createCodeSending } from '../../src/conversation/code-sending.ts';
import { createCodes } from '../../src/conversation/codes.ts';
import { type Conversation } from '../../src/conversation/conversation.ts';
import { createEventGate } from '../../src/conversation/event-gate.ts';
import { createEventHandler } from '../../src/conversation/handle-event.ts';
import { createEffectPerformer } from '../../src/conversation/perform-due.ts';
import { createReplies, type Replies } from '../../src/conversation/send-reply.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { createTalk, type Talk } from '../../src/conversation/talk.ts';
import { createLaneWorker, type LaneWorker } from '../../src/conversation/work-lane.ts';
import { type InboundEvent, type InboundMessage, type MessageContent } from '../../src/domain/inbound.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { type Identifier } from '../../src/domain/subject.ts';
import { sha256Base64url } from '../../src/proof/receipt-format.ts';
import { createLaneInbox } from '../../src/stores/lane-inbox.ts';
import { type Tenant, type TenantDirectory } from '../../src/tenants/tenant.ts';
import { contextOf } from '../flows/given.ts';
import { accept } from '../stores/accept-event.ts';
import { type OpenStores, openStores, startOfTest } from '../stores/open-stores.ts';
import { createRecorders, type Recorders } from './recorders.ts';

export const phone: Identifier = { kind: 'phone', value: '16505550100' };
export const bsuid: Identifier = { kind: 'bsuid', value: 'US.exampleAna0000001' };
export const phoneNumberId = '222000222000222';

/** A business whose codes go out as a template, else in the chat. */
export function tenantOf(change: Partial<Tenant> = {}): Tenant {
  return {
    ...{ tenantId: 'tenant-1', portfolioId: 'portfolio-1', wabaId: '111000111000111', name: 'Café Lumière' },
    ...{ mode: 'owner', phoneNumbers: [{ phoneNumberId, displayPhoneNumber: '15550001111' }] },
    ...{
      accessToken: 'a-token-for-tests',
      appSecrets: [],
      locales: ['en', 'fr', 'ar', 'es', 'pt'],
      defaultLocale: 'en',
    },
    codeChannels: { template: { name: 'oubli_code' }, email: false, chat: true },
    channels: { email: { address: 'privacy@example.org' } },
    ...{ webhookSecrets: [], content: null, privacyContact: null, subjectRefKey: '' },
    instruction: { version: '1', objectionHours: 0, kept: [], hash: sha256Base64url('standing') },
    code: { digits: 6, lifeMinutes: 10 },
    templates: {},
    risk: { raisedDelayHours: 24, highDelayHours: 168 },
    budget: { paidSendsPerDay: 1_000 },
    breaker: { perHourAtLeast: 20 },
    ...change,
  };
}

/** The real conversation stage on MongoDB, with recorders at its edges. */
export interface Stage extends Recorders {
  readonly stores: OpenStores;
  readonly tenants: Map<string, Tenant>;
  readonly talk: Talk;
  readonly replies: Replies;
  readonly codeSending: CodeSending;
  readonly performer: ReturnType<typeof createEffectPerformer>;
  readonly workLane: LaneWorker;
  /** The stage as another process has it; parts can be replaced. */
  rebuilt(parts?: { readonly talk?: (real: Talk) => Talk }): Built;
  message(content: MessageContent | string, rest?: Partial<InboundMessage>): InboundMessage;
  /** Accepts events as the door does and works their lanes until nothing is due. */
  receive(...events: readonly InboundEvent[]): Promise<void>;
  accept(event: InboundEvent): Promise<{ readonly id: string; readonly lane: string }>;
  /** Steps with a message and performs what comes of it, without an inbox. */
  hear(words: MessageContent | string, rest?: Partial<InboundMessage>): Promise<Conversation | null>;
  chat(name?: Identifier): Promise<Conversation | null>;
  /** What the person was told, one string a message. */
  told(): readonly string[];
  pass(milliseconds: number): void;
}

type Built = Pick<Stage, 'talk' | 'replies' | 'codeSending' | 'performer' | 'workLane'>;

/** Opens a stage for a test file; each test begins with empty stores and the business `tenantOf()`. */
export function openStage(): () => Stage {
  let stage: Stage | undefined;
  beforeAll(async () => {
    stage = createStage(await openStores());
  });
  afterEach(async () => {
    stage?.empty();
    stage?.tenants.clear();
    stage?.tenants.set('tenant-1', tenantOf());
    await stage?.stores.empty();
  });
  afterAll(() => stage?.stores.close());
  return () => {
    if (stage === undefined) throw new Error('the stage is not open yet');
    return stage;
  };
}

function createStage(stores: OpenStores): Stage {
  const recorders = createRecorders(toInstant(startOfTest));
  const tenants = new Map([['tenant-1', tenantOf()]]);
  const { clock } = stores;
  let messages = 0;
  const build = (change: { readonly talk?: (real: Talk) => Talk } = {}) =>
    buildStage(stores, recorders, tenants, change);
  const stage: Stage = {
    ...{ ...recorders, stores, tenants },
    ...build(),
    rebuilt: build,
    message(content, rest = {}) {
      messages += 1;
      return {
        ...{ kind: 'message', business: { wabaId: '111000111000111', phoneNumberId }, at: toInstant(clock.now()) },
        ...{ names: [phone], messageId: `wamid.in.${String(messages)}`, profileName: 'Ana', identityKeyHash: null },
        content: typeof content === 'string' ? { kind: 'text', text: content } : content,
        ...rest,
      };
    },
    accept: (event) => accept(stores, tenants.get('tenant-1') ?? tenantOf(), event),
    async receive(...events) {
      const lanes = new Set<string>();
      for (const event of events) lanes.add((await stage.accept(event)).lane);
      for (const lane of lanes) await stage.workLane(lane, new AbortController().signal);
    },
    async hear(words, rest) {
      const tenant = tenants.get('tenant-1') ?? tenantOf();
      const event = stage.message(words, rest);
      const { names, messageId } = event;
      const heard = await stage.talk.hear({ tenant, names, event, eventId: messageId, lane: 'lane-1' });
      return heard === null ? null : stage.performer.performDue(tenant, heard);
    },
    async chat(name = phone) {
      const subject = await stores.subjects.find(tenantOf(), [name]);
      return subject === null ? null : stores.conversations.find(subject, phoneNumberId);
    },
    told: () => recorders.sent.map(({ message }) => ('body' in message ? message.body : message.kind)),
    pass: (milliseconds) => void (clock.time += milliseconds),
  };
  return stage;
}

function buildStage(
  stores: OpenStores,
  recorders: Recorders,
  tenants: ReadonlyMap<string, Tenant>,
  change: { readonly talk?: (real: Talk) => Talk },
): Built {
  const { subjects, conversations, lanes, blindIndex, keyring } = stores;
  const now = () => stores.clock.now();
  const codes = createCodes({ store: stores.verifications, key: keyring.derive('code'), now });
  const countersOf: Parameters<typeof createCodeSending>[0]['countersOf'] = (tenant, { identifiers }) =>
    identifiers.map((one) => blindIndex.codeCounter(tenant, one));
  const voidCodes = (tenant: Tenant, subject: Subject): Promise<void> =>
    codes.voidLive(tenant.tenantId, countersOf(tenant, subject));
  const { requests } = recorders;
  const real = createTalk({
    ...{ subjects, conversations, previewOf: () => contextOf().preview, requests, voidCodes, now },
  });
  const talk = change.talk?.(real) ?? real;
  const common = { ...recorders, codes, countersOf, now };
  const codeSending = createCodeSending({
    ...common,
    paidSends: {
      take: ({ tenantId }) => {
        recorders.asked.push({ what: 'paidSends.take', order: tenantId });
        return Promise.resolve(true);
      },
    },
    keyPin: () => Promise.resolve(null),
    subjects,
    codeText: (_, __, { code, minutes }) => `Your code: ${code} (${String(minutes)} min)`,
    phraseText: (locale, { code }) => `${deletionTexts[locale].phraseWords} ${code}`,
    templateLanguage: (locale) => (locale === 'pt' ? 'pt_BR' : locale),
  });
  const replies = createReplies({ ...recorders, subjects });
  const performer = createEffectPerformer({ ...common, talk, codeSending, replies });
  const parts = { ...recorders, subjects, conversations, talk, performer };
  const directory: Pick<TenantDirectory, 'byId'> = { byId: (id) => Promise.resolve(tenants.get(id) ?? null) };
  const aftercare = createAftercare({ ...recorders, subjects, answers: stores.answerCounts, now });
  const { tombstones } = stores;
  const workLane = createLaneWorker({
    ...parts,
    gate: createEventGate({
      ...{ tombstones, aftercare, telemetry: recorders.telemetry },
      staffTaps: () => Promise.resolve(false),
    }),
    handle: createEventHandler(parts),
    inbox: createLaneInbox(stores.inbox),
    tenants: directory as TenantDirectory,
    ...{ lanes, now },
  });
  return { talk, replies, codeSending, performer, workLane };
}
