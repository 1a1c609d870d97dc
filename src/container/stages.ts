import { accessTexts } from '../../flows/data-access/texts/index.ts';
import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { createAftercare } from '../conversation/aftercare.ts';
import { type CodeSendingParts, createCodeSending } from '../conversation/code-sending.ts';
import { type Codes, createCodes } from '../conversation/codes.ts';
import { createEventGate } from '../conversation/event-gate.ts';
import { createEventHandler } from '../conversation/handle-event.ts';
import { createEffectPerformer } from '../conversation/perform-due.ts';
import { createKeyPin } from '../conversation/key-pin.ts';
import { createReplies } from '../conversation/send-reply.ts';
import { type Subject } from '../conversation/subjects.ts';
import { createTakeArrival } from '../conversation/take-arrivals.ts';
import { createTalk } from '../conversation/talk.ts';
import { createLaneWorker } from '../conversation/work-lane.ts';
import { type Clock } from '../domain/instant.ts';
import { createDeepScan } from '../erasure/deep-scan/deep-scan.ts';
import { type ErasureLedger } from '../erasure/erasure-ledger.ts';
import { type Eraser } from '../erasure/eraser.ts';
import { createForgetting } from '../erasure/forget-idle.ts';
import { createRegister } from '../erasure/register.ts';
import { createRemembrance } from '../erasure/remembrance.ts';
import { createRequestRunner } from '../erasure/request-runner.ts';
import { type HashScope } from '../keys/blind-index.ts';
import { createMessagingLog } from '../messaging/create-messaging-log.ts';
import { createIntake } from '../messaging/intake.ts';
import { createMediaDownloads } from '../messaging/media-downloads.ts';
import { createObjections } from '../messaging/objections.ts';
import { createOutgoing } from '../messaging/outgoing.ts';
import { createPeople } from '../messaging/people.ts';
import { createSentLog } from '../messaging/sent-log.ts';
import { createCodeMail } from '../notifications/code-mail.ts';
import { createHumanDesk } from '../notifications/human-desk.ts';
import { type StandingBackups } from '../requests/closing.ts';
import { createFarewells } from '../requests/farewells.ts';
import { createExtensions } from '../requests/extensions.ts';
import { createRefusals } from '../requests/refusals.ts';
import { createHolds } from '../requests/holds.ts';
import { createLockOuts } from '../requests/lock-outs.ts';
import { createRequestDesk } from '../requests/request-desk.ts';
import { createRequestOperator } from '../requests/request-operator.ts';
import { createRequestReader } from '../requests/request-reader.ts';
import { createStaffTaps } from '../requests/staff-taps.ts';
import { createLastHeard } from '../stores/last-heard.ts';
import { createSubjectTraces } from '../stores/subject-traces.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { templateLanguage } from '../whatsapp/template-language.ts';
import { type Edges } from './edges.ts';
import { createRightsStages } from './rights-stages.ts';
import { createRelayStages } from './relay-stages.ts';
import { createProofStages } from './proof-stages.ts';
import { createProtection } from './protection.ts';
import { type Stores } from './stores.ts';
import { createTelling } from './telling.ts';

export interface StageParts {
  readonly stores: Stores;
  readonly edges: Edges;
  readonly erasers: readonly Eraser[];
  readonly ledger: ErasureLedger;
  readonly publicBaseUrl: string;
  readonly backups: StandingBackups;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

/** The way of the data, from an accepted event to the business being told. */
export function createStages(parts: StageParts) {
  const register = createRegister(parts.erasers);
  const requests = createRequestStages(parts, register);
  const forgetting = createForgetting({ register });
  const messaging = createMessagingStages(parts, requests, forgetting);
  return {
    register,
    ...requests,
    ...messaging,
    takeArrival: createTakeArrival({ ...parts, arrivals: parts.stores.inbox.arrivals, wake: parts.edges.queue }),
    ...createConversationStages(parts, { register, forgetting, ...requests, ...messaging }),
  };
}

export type Stages = ReturnType<typeof createStages>;

type RegisterOf = ReturnType<typeof createRegister>;

function createRequestStages(
  { stores, edges, ledger, publicBaseUrl, backups, telemetry, clock }: StageParts,
  register: RegisterOf,
) {
  const { subjects, tenants, blindIndex, personKeys, lanes } = stores;
  const { sender, contactBook, queue: wake } = edges;
  const common = { store: stores.requests, subjects, tenants, wake, telemetry, clock };
  const { reveals, notices } = createTelling({ stores, edges, publicBaseUrl, telemetry, clock });
  const subjectTraces = createSubjectTraces({ model: stores.models.subject });
  const iss = publicBaseUrl;
  const proof = createProofStages({ stores, register, notices, reveals, backups, wake, telemetry, clock, iss });
  const protection = createProtection({ stores, notices, sender, templateLanguage, wake, telemetry, clock });
  const rights = createRightsStages({
    ...protection,
    stores,
    register,
    notices,
    sender,
    publicBaseUrl,
    telemetry,
    clock,
  });
  const { receipts, scanSources: sources, deepScans: scans, tombstones } = stores;
  return {
    ...proof,
    ...protection,
    reveals,
    ...rights,
    notices,
    ...createRequestDesks({ ...common, ...protection, blindIndex, reveals }),
    runner: createRequestRunner({
      ...common,
      ...protection,
      register,
      subjectTraces,
      personKeys,
      blindIndex,
      ledger,
      lanes,
      notices,
      reveals,
      remembrance: createRemembrance(stores),
      sender,
      ...proof,
      receipts,
      answerAccess: rights.answerAccess,
      lastHeard: createLastHeard({ model: stores.models.conversation }),
      iss,
    }),
    deepScan: createDeepScan({ ...common, register, lanes, notices, blindIndex, sources, scans, tombstones }),
    farewellDesk: createFarewells({
      ...common,
      ...protection,
      templateLanguage,
      ...{ store: stores.farewells, personKeys, sender, contactBook, publicBaseUrl },
    }),
  };
}

/** Whoever asks something of a request: the chat, the business, the operator. */
function createRequestDesks(parts: Parameters<typeof createRequestDesk>[0] & DeskParts) {
  return {
    desk: createRequestDesk(parts),
    operator: createRequestOperator(parts),
    holds: createHolds(parts),
    extensions: createExtensions(parts),
    refusals: createRefusals(parts),
    reader: createRequestReader(parts),
    lockOuts: createLockOuts(parts),
  };
}

type DeskParts = Parameters<typeof createRefusals>[0] & Parameters<typeof createLockOuts>[0];

function createMessagingStages(
  { stores, edges, telemetry, clock }: StageParts,
  { lockOuts }: ReturnType<typeof createRequestStages>,
  forgetting: ReturnType<typeof createForgetting>,
) {
  const { subjects, contacts, messages, optIns, templateSends, media, tenants, suppressions } = stores;
  const people = createPeople({ subjects, lockOuts, suppressions });
  const logStores = { subjects, contacts, messages, optIns, templateSends, media, suppressions };
  return {
    people,
    log: createMessagingLog({ ...logStores, people, forgetting, telemetry, clock }),
    sentLog: createSentLog({ subjects, messages, templateSends, clock }),
    objections: createObjections({ subjects, optIns, suppressions, clock }),
    intake: createIntake({ people, contacts, optIns }),
    outgoing: createOutgoing({
      people,
      subjects,
      sender: edges.sender,
      messages,
      templateSends,
      optIns,
      telemetry,
      clock,
    }),
    mediaDownloads: createMediaDownloads({ media, source: edges.mediaSource, tenants, subjects, telemetry, clock }),
  };
}

function createConversationStages(
  { stores, edges: { sender, mailer }, telemetry, clock }: StageParts,
  stages: {
    readonly register: RegisterOf;
    readonly forgetting: ReturnType<typeof createForgetting>;
  } & ReturnType<typeof createRequestStages> &
    ReturnType<typeof createMessagingStages>,
) {
  const { subjects, conversations, blindIndex, verifications, keyring, contacts, lanes, laneInbox, tenants } = stores;
  const { register, forgetting, desk, sentLog, objections, restrictions, corrections, log, notices, paidSends } =
    stages;
  const { tellPerson } = stages;
  const now = (): number => clock.now();
  const relayStages = createRelayStages({ stores, desk, notices, tellPerson, telemetry, clock });
  const { relayCodes, relays, relayWaits, relayAnswers, openRelays } = relayStages;
  const codes = createCodes({ store: verifications, key: keyring.derive('code'), now });
  const countersOf = countingBy(blindIndex);
  const codeSending = createCodeSending({
    codes,
    subjects,
    countersOf,
    sender,
    codeMail: createCodeMail({
      emails: { emailOf: async (subject) => (await contacts.read(subject))?.email ?? null },
      mailer,
      telemetry,
    }),
    sentLog,
    paidSends,
    keyPin: createKeyPin(stores),
    requests: relayCodes,
    ...codeWords,
    templateLanguage,
    telemetry,
    now,
  });
  const voidCodes = voidingOf(codes, countersOf);
  const { previewOf } = register;
  const talk = createTalk({ subjects, conversations, previewOf, requests: relayCodes, voidCodes, now });
  const performer = createEffectPerformer({
    ...{ codeSending, codes, countersOf, talk, telemetry, now },
    ...{ requests: relayCodes, relays, objections, restrictions, corrections, letters: stages.loggedRequests },
    replies: createReplies({ sender, sentLog, subjects, telemetry }),
    humans: createHumanDesk({ notices, clock }),
  });
  const eventParts = { subjects, conversations, talk, performer, log, forgetting, staffNotices: notices, telemetry };
  const aftercare = createAftercare({ subjects, requests: desk, answers: stores.answerCounts, sender, telemetry, now });
  const staffTaps = createStaffTaps({ breaker: stages.breaker, sender, telemetry });
  const workLane = createLaneWorker({
    ...eventParts,
    gate: createEventGate({ tombstones: stores.tombstones, aftercare, staffTaps, telemetry }),
    handle: createEventHandler(eventParts),
    lanes,
    inbox: laneInbox,
    tenants,
    now,
  });
  return { workLane, relayWaits, relayAnswers, openRelays };
}

/** What is said with a code in the chat, in its language. */
const codeWords: Pick<CodeSendingParts, 'codeText' | 'phraseText'> = {
  codeText: (locale, right, facts) => (right === 'access' ? accessTexts : deletionTexts)[locale].codeMessage(facts),
  phraseText(locale, { code, minutes }) {
    const texts = deletionTexts[locale];
    return texts.phraseMessage({ phrase: `${texts.phraseWords} ${code}`, minutes });
  },
};

function countingBy({ codeCounter }: Pick<Stores['blindIndex'], 'codeCounter'>) {
  return (tenant: HashScope, { identifiers }: Subject): readonly string[] =>
    identifiers.map((identifier) => codeCounter(tenant, identifier));
}

function voidingOf(codes: Codes, countersOf: (tenant: HashScope, subject: Subject) => readonly string[]) {
  return (tenant: HashScope, subject: Subject): Promise<void> =>
    codes.voidLive(tenant.tenantId, countersOf(tenant, subject));
}
