import { accessTexts } from '../../flows/data-access/texts/index.ts';
import { type ConsentLine } from '../../flows/data-access/texts/texts.ts';
import { copyLifeDays } from '../../flows/data-access/preview.ts';
import { inWords } from '../../flows/phrasing.ts';
import { type KeyPin } from '../conversation/key-pin.ts';
import { isMendable, isOtherKey, type Sender } from '../conversation/sender.ts';
import { type Subject, type Subjects } from '../conversation/subjects.ts';
import { OubliError } from '../domain/errors.ts';
import { type Clock, toInstant, toMilliseconds } from '../domain/instant.ts';
import { addressOf, type IdentitySet } from '../domain/subject.ts';
import { isWindowOver } from '../domain/service-window.ts';
import { type AnswerAccess } from '../erasure/answer-asked.ts';
import { type LastHeard } from '../erasure/plan-run.ts';
import { requestClocks } from '../requests/clocks.ts';
import { type Collector } from './collector.ts';
import { type Copies } from './copies.ts';
import { type Copy } from './copy-format.ts';
import { whileOurs } from './while-ours.ts';

/** What a consent looks like when it was collected. */
type Consent = Extract<Copy['sections'][number], { readonly store: 'opt_ins' }>['items'][number];

/** What the person asked for by letter or the like, and has now. Implemented by src/stores/logged-requests.ts. */
export interface AnsweredLetters {
  answer(person: IdentitySet, right: 'access', at: number): Promise<void>;
}

/** Most of what was agreed to fits a chat; the rest is in the whole copy. */
const linesMax = 30;

/**
 * Makes the copy and hands it over: as a link for all of it, in the chat for what was agreed to. Asked again after a crash it
 * makes a new one, and the link before is dead. A copy is never sent as a file: a file in a chat goes into backups and onto
 * every linked device, and lies at Meta for thirty days.
 * Whoever lost the request meanwhile sends nothing; a copy that did not arrive, or that was cancelled meanwhile, is gone.
 * Sent with the key that the person had: whoever got their number since gets nothing, and nothing is tried without it.
 * Asked first: Meta takes free words outside its window too, and says by a status later that they did not arrive (131047). Then
 * nothing is made before the person writes: the key of a link that waits would have to rest somewhere, and it does nowhere.
 * @throws OubliError `copy_not_sent` when WhatsApp does not take the message, or would not bring it: it is tried again, for a day
 * where that may help, and the operator asked in the end; `copy_withheld` when number, id or key are another than when the code
 * was typed; what the order's questions throw.
 */
export function createAnswerAccess(parts: {
  readonly copies: Copies;
  readonly collectors: readonly Collector[];
  readonly sender: Sender;
  readonly subjects: Pick<Subjects, 'byId' | 'keyChanged'>;
  readonly keyPin: KeyPin;
  readonly letters: AnsweredLetters;
  readonly lastHeard: LastHeard;
  readonly clock: Clock;
}): AnswerAccess {
  const { copies, collectors, sender, subjects, keyPin, letters, lastHeard, clock } = parts;
  const consents = collectors.find(({ store }) => store === 'opt_ins');
  return async ({ tenant, request, identity, part, stillOurs, stillStands }) => {
    const { requestId, reference, locale, phoneNumberId } = request;
    const texts = accessTexts[locale];
    const businessName = tenant.name;
    const to = addressOf(identity.identifiers);
    if (to === null) throw new OubliError('copy_not_sent', 'There is no way to reach this person.');
    const subject = await subjects.byId(identity.subjectId);
    const since = request.verifiedAt ?? request.openedAt;
    if (subject === null || isOtherNow(subject, since)) throw withheld();
    // Not known: WhatsApp decides.
    if (isWindowOver((await lastHeard(identity, phoneNumberId)) ?? clock.now(), clock.now())) {
      if (clock.now() < since + requestClocks.unheardMs) return 'unheard';
      throw new OubliError('copy_not_sent', 'The person has to write first, and did not in all this time.');
    }
    const order = { tenant, person: identity, requestId, reference, locale, madeAt: toInstant(clock.now()) };
    const copy = part === 'all' ? await copies.make({ ...order, stillOurs }) : null;
    try {
      const days = inWords(locale, 'day', copyLifeDays);
      let body: string;
      if (copy === null)
        body = texts.consents({ reference, businessName, lines: await consentsOf(consents, identity, stillOurs) });
      else if (copy.items === 0) body = texts.empty({ reference, businessName });
      else body = texts.ready({ reference, url: copy.url, days });
      const message = { kind: 'text', body } as const;
      const identityKeyHash = await keyPin(subject);
      await stillStands();
      const result = await sender.send({ tenant, phoneNumberId, to, message, identityKeyHash });
      if (isOtherKey(result)) {
        await subjects.keyChanged(identity.subjectId);
        throw withheld();
      }
      if (result.name !== 'accepted') {
        const retry = result.name === 'refused' && !isMendable(result.reason) ? 'no' : 'yes';
        throw new OubliError('copy_not_sent', 'WhatsApp did not take the message with the copy.', { retry });
      }
      // Cancelled while it left: the person is told that there is no copy.
      await stillStands();
      // A copy of everything is what a letter asks for; what was agreed to is less.
      if (part === 'all') await letters.answer(identity, 'access', clock.now());
      return 'handed-over';
    } catch (error) {
      // Should this fail, its date ends it.
      if (copy !== null) await copies.discard(copy.copyId).catch(() => undefined);
      throw error;
    }
  };
}

/** Since the code was typed: then whoever is there now is not who typed it. */
function isOtherNow({ identityChangedAt, identityKeyChangedAt }: Subject, since: number): boolean {
  return [identityChangedAt, identityKeyChangedAt].some((at) => at !== null && toMilliseconds(at) > since);
}

/** It is tried again in vain, and the operator asked in the end: nothing leaves by itself any more. */
function withheld(): OubliError {
  return new OubliError('copy_withheld', 'Somebody else may be behind the number: the copy does not leave.');
}

/** The last of what was agreed to. */
async function consentsOf(
  consents: Collector | undefined,
  identity: IdentitySet,
  stillOurs: () => Promise<void>,
): Promise<readonly ConsentLine[]> {
  const lines: ConsentLine[] = [];
  if (consents === undefined) return lines;
  for await (const item of whileOurs(consents.collect(identity), stillOurs)) {
    lines.push(lineOf(item as Consent));
    if (lines.length > linesMax) lines.shift();
  }
  return lines;
}

function lineOf({ at, state, source }: Consent): ConsentLine {
  return { at, isIn: state === 'in', source };
}
