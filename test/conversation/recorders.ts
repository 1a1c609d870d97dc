import {
  type CodeMail,
  type CodeMailResult,
  type CorrectionDesk,
  type HumanDesk,
  type LetterDesk,
  type Objections,
  type RelayDesk,
  type RequestDesk,
  type Restrictions,
  type SentLog,
} from '../../src/conversation/effect-desk.ts';
import { type Forgetting, type StaffNotices } from '../../src/conversation/handle-event.ts';
import { type Sender, type SendResult } from '../../src/conversation/sender.ts';
import { type MessagingLog } from '../../src/messaging/messaging-log.ts';
import { type Telemetry } from '../../src/telemetry/telemetry.ts';

type Sent = Parameters<Sender['send']>[0];

/** What stands outside the conversation stage, written down: the edges of these tests. Each can be made to fail. */
export interface Recorders {
  readonly sent: Sent[];
  /** Answers of the next sends, in order; afterwards each is accepted. A function may act before it answers. */
  readonly results: (SendResult | Error | (() => Promise<SendResult>))[];
  /** What was asked of the others, as `desk.what`, in order. */
  readonly asked: { readonly what: string; readonly order: unknown }[];
  /** Asking for one of these fails, once for each entry. */
  readonly failing: string[];
  readonly said: { readonly name: string; readonly facts: unknown; readonly error?: unknown }[];
  readonly sender: Sender;
  readonly requests: RequestDesk;
  readonly codeMail: CodeMail;
  /** What becomes of the next mails with a code, in order; afterwards each is accepted. */
  readonly mailResults: CodeMailResult[];
  readonly sentLog: SentLog;
  readonly objections: Objections;
  readonly restrictions: Restrictions;
  readonly corrections: CorrectionDesk;
  readonly relays: RelayDesk;
  readonly letters: LetterDesk;
  readonly humans: HumanDesk;
  readonly log: MessagingLog;
  readonly forgetting: Forgetting;
  readonly staffNotices: StaffNotices;
  readonly telemetry: Telemetry;
  empty(): void;
}

const reference = 'ER-0000-0000-0000';

/** Makes the recorders. `startsAt` is when the request desk says that erasing starts. */
export function createRecorders(startsAt: string): Recorders {
  const [sent, results, asked, failing, said]: [
    Sent[],
    Recorders['results'],
    Recorders['asked'],
    string[],
    Recorders['said'],
  ] = [...([[], [], [], [], []] as [never[], never[], never[], never[], never[]])];
  const mailResults: CodeMailResult[] = [];
  const note = <Answer>(what: string, order: unknown, answer: Answer): Promise<Answer> => {
    asked.push({ what, order });
    const at = failing.indexOf(what);
    if (at === -1) return Promise.resolve(answer);
    failing.splice(at, 1);
    return Promise.reject(new Error(`${what} failed for Ana Example`));
  };
  return {
    ...{ sent, results, asked, failing, said, mailResults },
    sender: {
      async send(order) {
        sent.push(order);
        const next = results.shift();
        if (next instanceof Error) throw next;
        if (next !== undefined) return typeof next === 'function' ? next() : next;
        return { name: 'accepted', messageId: `wamid.${String(sent.length)}` };
      },
    },
    requests: {
      open: (order) =>
        note('requests.open', order, { name: 'open', requestId: 'request-1', reference, startsAt: null }),
      codeSent: (requestId, channel) => note('requests.codeSent', { requestId, channel }, undefined),
      noCode: (requestId, because, until) => note('requests.noCode', { requestId, because, until }, startsAt),
      cancel: (requestId) => note('requests.cancel', { requestId }, { isCancelled: true, reference }),
      cancelOpen: (order) => note('requests.cancelOpen', order, null),
      verified: (requestId) => note('requests.verified', { requestId }, { reference, startsAt }),
      heard: (requestId) => note('requests.heard', { requestId }, undefined),
      isOver: (requestId) => note('requests.isOver', { requestId }, false),
      status: (order) => note('requests.status', order, null),
    },
    codeMail: { send: (order) => note('codeMail.send', order, mailResults.shift() ?? { name: 'accepted' as const }) },
    sentLog: { sent: (order) => note('sentLog.sent', order, undefined) },
    objections: { record: (order) => note('objections.record', order, true) },
    restrictions: {
      pause: (order) => note('restrictions.pause', order, undefined),
      lift: (order) => note('restrictions.lift', order, null),
    },
    corrections: {
      file: (order) => note('corrections.file', order, { reference, dueAt: startsAt }),
      status: ({ reference }) => note('corrections.status', { reference }, null),
    },
    relays: {
      handOver: (order) => note('relays.handOver', order, { asked: [], dueAt: startsAt }),
      takeBack: (order) => note('relays.takeBack', order, null),
      passOn: (order) => note('relays.passOn', order, { reference, dueAt: startsAt }),
      status: (order) => note('relays.status', order, null),
    },
    letters: { lettersOf: (order) => note('letters.lettersOf', order, []) },
    humans: { tell: (order) => note('humans.tell', order, true) },
    log: {
      received: (tenant, subject, event) => note('log.received', { tenant, subject, event }, undefined),
      noted: (tenant, event) => note('log.noted', { tenant, event }, undefined),
    },
    forgetting: { forgetIfIdle: (conversation) => note('forgetting.forgetIfIdle', conversation, undefined) },
    staffNotices: {
      failedLate: (_tenant, messageId) => note('staffNotices.failedLate', { messageId }, false),
    },
    telemetry: {
      event: (name, facts = {}) => void said.push({ name, facts }),
      fault: (name, error, facts = {}) => void said.push({ name, facts, error }),
    },
    empty() {
      for (const list of [sent, results, asked, failing, said]) list.length = 0;
    },
  };
}
