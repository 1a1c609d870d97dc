import { deletionTexts } from '../../flows/data-deletion/texts/index.ts';
import { partTexts } from '../../flows/partial-deletion/texts/index.ts';
import { bullets } from '../../flows/phrasing.ts';
import { toInstant } from '../domain/instant.ts';
import { type AccessPart } from '../domain/matter.ts';
import { type IdentitySet } from '../domain/subject.ts';
import { requestClocks } from '../requests/clocks.ts';
import { type AwaitPerson } from '../requests/await-person.ts';
import { withoutPerson } from '../requests/ending.ts';
import { type RequestRecord } from '../requests/request-record.ts';
import { type ForgetNews, type TellPerson } from '../requests/tell-person.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { erasePart, limitsOf, type PartLeft } from './erase-part.ts';
import { type ErasureLedger } from './erasure-ledger.ts';
import { type Register } from './register.ts';
import { type RunSession } from './run-session.ts';

/**
 * Makes the copy that was asked for, and hands it over. `unheard`: nothing may be sent before the person writes, and nothing was
 * made. Implemented by src/access.
 * @throws OubliError `lease_lost`, `request_moved`: then nothing is sent, or what was sent opens nothing.
 */
export type AnswerAccess = (order: {
  readonly tenant: Tenant;
  readonly request: RequestRecord;
  readonly identity: IdentitySet;
  readonly part: AccessPart;
  /** Asked while the copy is made. @throws OubliError `lease_lost`; what the process stops with. */
  readonly stillOurs: () => Promise<void>;
  /** Asked right before it leaves, and after. @throws OubliError `lease_lost`; `request_moved`, as when it was cancelled. */
  readonly stillStands: () => Promise<void>;
}) => Promise<'handed-over' | 'unheard'>;

export interface AnswerParts {
  readonly register: Register;
  readonly ledger: ErasureLedger;
  readonly answerAccess: AnswerAccess;
  readonly tellPerson: TellPerson;
  readonly forgetNews: ForgetNews;
  readonly awaitPerson: AwaitPerson;
  readonly telemetry: Telemetry;
  readonly now: number;
}

/**
 * Answers a copy or a partial erasure under the person's lanes, then ends the request. The person is told before the end is
 * written: after a crash in between they hear it twice, never not at all.
 * @returns when to look again at a copy that waits for its person to write.
 */
export async function answerAsked(
  parts: AnswerParts,
  session: RunSession,
  tenant: Tenant,
  identity: IdentitySet,
): Promise<'moved' | { readonly dueAt: number }> {
  const { telemetry, now } = parts;
  const { request } = session;
  const { matter, verifiedAt, requestId } = request;
  const stillOurs = async (): Promise<void> => {
    session.signal.throwIfAborted();
    await session.stillOurs();
  };
  // Renewing leaves the version alone: a write says whether somebody decided something meanwhile.
  const stillStands = async (): Promise<void> => {
    await session.renew();
    await session.change({});
  };
  let left: PartLeft = { kept: [], refuses: false };
  if (matter.right === 'access') {
    const answer = { tenant, request, identity, part: matter.part, stillOurs, stillStands };
    if ((await parts.answerAccess(answer)) === 'unheard') return awaitHearing(parts, session);
  }
  // The person's lanes are held: nothing of it was said meanwhile.
  await parts.forgetNews(request);
  if (matter.right === 'erasure' && matter.part !== null) {
    // Before anything goes, so that no backup brings it back for good.
    const limits = limitsOf(parts, tenant, matter.part);
    await parts.ledger.record({ kind: 'part', request, identity, erasedFrom: now, part: limits });
    left = await erasePart(parts, session, { tenant, identity, part: matter.part });
    await stillStands();
    await tellPart(parts, request, tenant, left);
  }
  const since = verifiedAt ?? now;
  await session.change({
    ...withoutPerson,
    subjectRef: null,
    state: {
      ...{ name: 'answered', verifiedAt: toInstant(since), answeredAt: toInstant(now) },
      ...(isSomethingLeft(left) ? { somethingStays: true } : {}),
    },
    attempts: 0,
    expiresAt: now + requestClocks.endedMs,
  });
  telemetry.event('request_answered', { requestId, right: matter.right, ms: now - since });
  return 'moved';
}

/** The person is told, once, that their copy waits for them; whatever they write next has it handed over. */
async function awaitHearing(
  { forgetNews, awaitPerson, now }: AnswerParts,
  session: RunSession,
): Promise<'moved' | { readonly dueAt: number }> {
  const { request } = session;
  const { told, noticesDue, verifiedAt } = request;
  if (!told.includes('person.copy-waits')) {
    await forgetNews(request);
    await session.change({ noticesDue: [...noticesDue, 'person.copy-waits'], attempts: 0 });
    return 'moved';
  }
  await awaitPerson(request);
  const { unheardLookMs, unheardMs } = requestClocks;
  return { dueAt: Math.min(now + unheardLookMs, (verifiedAt ?? now) + unheardMs) };
}

async function tellPart(
  { register, tellPerson }: AnswerParts,
  request: RequestRecord,
  tenant: Tenant,
  left: PartLeft,
): Promise<void> {
  const { reference, locale } = request;
  const texts = partTexts[locale];
  const lines = left.kept.map(({ store, ground, until }) =>
    deletionTexts[locale].preview.kept({ what: register.labelOf(store, locale) ?? store, ground, until }),
  );
  const body = [
    texts.done({ reference }),
    ...(lines.length === 0 ? [] : [`\n${deletionTexts[locale].preview.stays}\n${bullets(lines)}`]),
    ...(left.refuses ? [`\n${texts.refusalStays}`] : []),
  ].join('\n');
  const [first = ''] = body.split('\n');
  // "Done" alone would say too much where something is left.
  const line = isSomethingLeft(left) ? body.replace(/\s+/gu, ' ') : first;
  await tellPerson({ tenant, request, kind: 'person.part', body, line });
}

function isSomethingLeft({ kept, refuses }: PartLeft): boolean {
  return kept.length > 0 || refuses;
}
