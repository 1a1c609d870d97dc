import { identitySetOf, type Subject } from '../conversation/subjects.ts';
import { toInstant } from '../domain/instant.ts';
import { type Identifier } from '../domain/subject.ts';
import { type AskedFact, type AskedNotice } from '../notifications/notice.ts';
import { type RevealedPerson } from '../notifications/reveals.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type PassedOn } from './passed-on.ts';
import { type RelayParts } from './relay-parts.ts';
import { type StoredRelay } from './relay-store.ts';

/** Something that is handed to people to answer. */
interface Telling {
  /** The operator, on whose number it was asked. */
  readonly tenant: Tenant;
  readonly subject: Subject;
  readonly relay: StoredRelay;
  readonly one: Pick<PassedOn, 'index' | 'reference' | 'words'>;
  /** Who answers: the operator's people, or a business that holds nothing here. */
  readonly to: Tenant;
  /** Which telling again it is; absent: the first. */
  readonly turn?: string;
}

/** Tells a business, or the operator's people, with a link to who it is and what they wrote. Each turn once, however often it is asked. */
export async function tellPeople(parts: Pick<RelayParts, 'notices' | 'namesOf'>, telling: Telling): Promise<void> {
  const { relay, one, to, turn } = telling;
  await parts.notices.announceAsked(to, {
    requestId: passedOnId(relay.relayId, one.index) + (turn === undefined ? '' : `.${turn}`),
    ...{ reference: one.reference, what: whatOf(telling), asked: askedOf(telling), person: personOf(parts, telling) },
    ...{ verifiedAt: toInstant(relay.openedAt), dueAt: toInstant(relay.dueAt ?? relay.openedAt) },
  });
}

/** What notices of it are about; those of a later turn begin with it. */
export function passedOnId(relayId: string, index: number): string {
  return `${relayId}.${String(index)}`;
}

/**
 * By which names the person is looked for at another business: the number they write from now, and their BSUID where both share a
 * portfolio. Never by a former number, which may be somebody else's there (privacy.md 8.7).
 */
export function namesAt(business: Tenant, operator: Tenant, { identifiers }: Subject): readonly Identifier[] {
  const phone = identifiers.findLast(({ kind }) => kind === 'phone');
  const bsuid = identifiers.findLast(({ kind }) => kind === 'bsuid');
  const isShared = business.portfolioId === operator.portfolioId;
  return [...(phone === undefined ? [] : [phone]), ...(bsuid === undefined || !isShared ? [] : [bsuid])];
}

function whatOf({ tenant, to, one: { words } }: Telling): AskedNotice['what'] {
  if (words === null) return 'mandate';
  return to.tenantId === tenant.tenantId ? 'relay' : 'nothing-held';
}

/** A business reads of no other than itself, so that its name is not said. */
function askedOf(telling: Telling): readonly AskedFact[] {
  const { about, mandate } = telling.relay.contents;
  const { words } = telling.one;
  if (words === null) return mandate === null ? [] : [{ kind: 'asked_mandate', value: mandate }];
  return [
    ...(whatOf(telling) === 'relay' ? [{ kind: 'asked_business', value: words } as const] : []),
    ...(about === null ? [] : [{ kind: 'asked_about', value: about } as const]),
  ];
}

/** A business hears of the names that it could know, and of no other. */
function personOf({ namesOf }: Pick<RelayParts, 'namesOf'>, telling: Telling): RevealedPerson {
  const { tenant, subject, to } = telling;
  if (whatOf(telling) !== 'nothing-held') return identitySetOf(subject);
  const identifiers = namesAt(to, tenant, subject);
  return { subjectId: subject.subjectId, hashes: namesOf(to, identifiers), identifiers };
}
