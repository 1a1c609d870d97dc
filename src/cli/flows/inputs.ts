import { type FlowContext, type FlowInput } from '../../../flows/flow.ts';
import { type Outcome } from '../../../flows/outcome.ts';
import { locales } from '../../domain/locale.ts';

const requestId = 'request';
const reference = 'ER-0000-0000-0000';
const now = '2026-06-01T10:00:00.000Z';
const later = '2026-06-08T10:00:00.000Z';

/** A business like any other, in which nothing moves but the chat. */
export const drawnContext: FlowContext = {
  now,
  tenant: {
    ...{ name: 'Made-Up Plants', mode: 'owner', locales: [...locales], defaultLocale: 'en' },
    ...{ hasHuman: true, contact: null },
  },
  preview: { goes: { en: [], fr: [], ar: [], es: [], pt: [] }, stays: [] },
  objectionHours: 0,
};

/** The operator's own number, where people ask about other businesses. */
export const operatorContext: FlowContext = {
  ...drawnContext,
  tenant: { ...drawnContext.tenant, isOperator: true },
};

const said = (words: string, hasCode = false): FlowInput => ({
  kind: 'message',
  message: { kind: 'text', text: words, hasCode },
});
const tap = (id: string): FlowInput => ({ kind: 'message', message: { kind: 'choice', id, title: '' } });
const came = (outcome: Outcome): FlowInput => ({ kind: 'outcome', outcome });
const checked = (result: Extract<Outcome, { kind: 'code-checked' }>['result']): FlowInput =>
  came({ kind: 'code-checked', requestId, result });
const notIssued = (
  reason: Extract<Outcome, { kind: 'code-not-issued' }>['reason'],
  slowUntil: string | null = null,
): FlowInput => came({ kind: 'code-not-issued', requestId, reason, retryAt: null, slowUntil });

/** What can happen in a chat, each once, under the name that a diagram gives it. */
export const drawnInputs: Readonly<Record<string, FlowInput>> = {
  DELETE: said('DELETE'),
  'a copy': tap('menu.access'),
  correct: tap('menu.correct'),
  'which field': tap('fix.name'),
  yes: said('yes'),
  no: said('no'),
  CANCEL: said('CANCEL'),
  'not me': said('NOT ME'),
  'new code': tap('dd.resend'),
  'rather wait': tap('dd.slow'),
  'a code': said('', true),
  'for me': tap('ask.me'),
  'for somebody else': tap('ask.other'),
  skip: tap('ask.skip'),
  words: said('Made-Up Teas'),
  '30 min or 24 h': { kind: 'timer', timer: 'idle' },
  'request-opened': came({ kind: 'request-opened', requestId, reference }),
  'request-busy': came({ kind: 'request-busy', reference, matter: { right: 'erasure', part: null } }),
  'copy-withheld': came({ kind: 'copy-withheld', until: later }),
  'code-issued': came({
    ...{ kind: 'code-issued', requestId, channel: 'template', digits: 6, expiresAt: '2026-06-01T10:10:00.000Z' },
  }),
  'code-not-issued': notIssued('failed'),
  'no number': notIssued('number-needed'),
  'no way, slow path': notIssued('no-channel', later),
  'slow path': notIssued('no-number', later),
  'number-shared': came({ kind: 'number-shared' }),
  'identity-changed': came({ kind: 'identity-changed' }),
  'code right': checked({ name: 'right' }),
  'code wrong': checked({ name: 'wrong', triesLeft: 2 }),
  'code void': checked({ name: 'void' }),
  'codes locked': checked({ name: 'locked', until: later }),
  'starts now': came({ kind: 'erasure-scheduled', requestId, reference, startsAt: now }),
  'starts later': came({ kind: 'erasure-scheduled', requestId, reference, startsAt: later }),
  'request-cancelled': came({ kind: 'request-cancelled', requestId }),
  'request over': came({ kind: 'request-over', requestId }),
  'too late': came({ kind: 'request-not-cancellable', requestId, reference }),
  'correction-filed': came({ kind: 'correction-filed', reference, dueAt: later }),
};
