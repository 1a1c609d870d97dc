import { type Outcome } from '../../flows/outcome.ts';
import { type Letter } from '../domain/logged-request.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type CorrectionDesk, type LetterDesk, type RelayDesk, type RequestDesk } from './effect-desk.ts';
import { type Subject } from './subjects.ts';

export interface StatusParts {
  readonly requests: Pick<RequestDesk, 'status'>;
  readonly relays: Pick<RelayDesk, 'status'>;
  readonly corrections: Pick<CorrectionDesk, 'status'>;
  readonly letters: LetterDesk;
}

/** How what the person named stands, or what they have open. What is nobody's and what is somebody else's are one answer. */
export async function lookUpStatus(
  parts: StatusParts,
  tenant: Tenant,
  subject: Subject,
  { requestId, reference }: { readonly requestId: string | null; readonly reference: string | null },
): Promise<Outcome> {
  const found = await parts.requests.status({ tenant, subject, requestId, reference });
  if (found !== null) return { kind: 'status-found', ...found };
  return (
    (reference === null ? null : await lookUpNamed(parts, tenant, subject, reference)) ??
    (await lookUpLetters(parts, tenant, subject, reference)) ?? { kind: 'status-unknown' }
  );
}

async function lookUpNamed(
  { relays, corrections }: StatusParts,
  tenant: Tenant,
  subject: Subject,
  reference: string,
): Promise<Outcome | null> {
  const relayed = await relays.status({ tenant, subject, reference });
  if (relayed?.name === 'passed-on') {
    const { to, reference: named, dueAt } = relayed;
    return { kind: 'relay-found', to, reference: named, dueAt };
  }
  if (relayed !== null) {
    const { right, state, dueAt, somethingStays } = relayed;
    const less = somethingStays === true ? { somethingStays } : {};
    return { kind: 'status-found', right, reference: relayed.reference, state, dueAt, ...less };
  }
  const correction = await corrections.status({ tenant, subject, reference });
  return correction === null ? null : { kind: 'correction-found', ...correction };
}

/** What was asked by letter and then here stands as what was asked here, and once that is done, as done. */
async function lookUpLetters(
  { requests, letters: desk }: StatusParts,
  tenant: Tenant,
  subject: Subject,
  reference: string | null,
): Promise<Outcome | null> {
  const found = await desk.lettersOf({ tenant, subject, reference });
  const letters = found.filter(({ isAnswered }) => !isAnswered);
  const [first] = letters;
  const [answered] = found;
  if (first === undefined) return answered === undefined ? null : standingAnswered(answered);
  const open = await requests.status({ tenant, subject, requestId: null, reference: null });
  return open?.right === first.right ? { kind: 'status-found', ...open } : { kind: 'letters-found', letters };
}

function standingAnswered({ right, reference }: Letter): Outcome {
  return { kind: 'status-found', right, reference, state: right === 'erasure' ? 'closed' : 'answered', dueAt: null };
}
