import { createAnswerAccess } from '../../src/access/answer-access.ts';
import { type CollectedItem, type Collector } from '../../src/access/collector.ts';
import { type Copies, type CopyStore, createCopies } from '../../src/access/copies.ts';
import { writeCopy } from '../../src/access/write-copy.ts';
import { createKeyPin, type KeyPin } from '../../src/conversation/key-pin.ts';
import { type Sender } from '../../src/conversation/sender.ts';
import { type Subject } from '../../src/conversation/subjects.ts';
import { type Matter } from '../../src/domain/matter.ts';
import { createRegister, type Register } from '../../src/erasure/register.ts';
import { type RequestRunner } from '../../src/erasure/request-runner.ts';
import { createCopyStore } from '../../src/stores/copies.ts';
import { createLoggedRequestStore } from '../../src/stores/logged-requests.ts';
import { type ErasureWorld } from '../erasure/erasure-world.ts';

/** A runner that makes copies, and what opens them. `parts` takes the place of what is there. */
export function copyingIn(
  world: ErasureWorld,
  parts: {
    readonly collectors?: readonly Collector[];
    readonly copyStore?: CopyStore;
    readonly keyPin?: KeyPin;
    readonly sender?: Sender;
  } = {},
): { readonly runner: RequestRunner; readonly copies: Copies } {
  const { stores, clock, telemetry } = world;
  const { register, sender, iss } = world.parts;
  const collectors = parts.collectors ?? [collecting(['a made-up rose'])];
  const copies = createCopies({
    store: parts.copyStore ?? createCopyStore(stores.models),
    write: (order, tally) => writeCopy({ register, collectors }, order, tally),
    ...{ publicBaseUrl: iss, clock, telemetry },
  });
  const answerAccess = createAnswerAccess({
    ...{ copies, collectors, subjects: stores.subjects, clock },
    sender: parts.sender ?? sender,
    lastHeard: world.parts.lastHeard,
    keyPin: parts.keyPin ?? createKeyPin(stores),
    letters: createLoggedRequestStore({ model: stores.models.loggedRequest }),
  });
  return { runner: world.runnerOf({ answerAccess }), copies };
}

/** A store of messages with these words; `meanwhile` happens before each is read. */
export function collecting(words: readonly string[], meanwhile: () => Promise<void> = () => Promise.resolve()) {
  return {
    store: 'messages',
    async *collect(): AsyncGenerator<CollectedItem> {
      for (const text of words) {
        await meanwhile();
        yield { text };
      }
    },
  } satisfies Collector;
}

/** Asks for it and types the right code. */
export async function verifiedMatter(world: ErasureWorld, subject: Subject, matter: Matter): Promise<string> {
  const asked = { tenant: world.tenant, subject, phoneNumberId: '222000222000222', matter, locale: 'en' } as const;
  const opened = await world.desk.open(asked);
  if (opened.name !== 'open') throw new Error('another request is in the way');
  await world.desk.codeSent(opened.requestId, 'template');
  await world.desk.verified(opened.requestId);
  return opened.requestId;
}

/** Links that were sent, oldest first: the copy and the key of each. */
export function linksIn(world: ErasureWorld): readonly { readonly copyId: string; readonly key: string }[] {
  return world.sent.flatMap(({ message }) => {
    const [, copyId, key] = /\/c\/([\w-]+)#([\w-]+)/.exec(JSON.stringify(message)) ?? [];
    return copyId === undefined || key === undefined ? [] : [{ copyId, key }];
  });
}

/** How many copies, and pieces of copies, rest. */
export async function restingIn({ stores }: ErasureWorld): Promise<readonly number[]> {
  const { copy, copyChunk } = stores.models;
  return Promise.all([copy.countDocuments(), copyChunk.countDocuments()]);
}

/** The same erasers; `meanwhile` happens once it was looked for what is left of the files of a part. */
export function lookingForFiles({ erasers }: ErasureWorld, meanwhile: () => Promise<void>): Register {
  const interrupted = erasers.map((eraser) => {
    const { part } = eraser;
    if (eraser.store !== 'media' || part === undefined) return eraser;
    const scan = async (...given: Parameters<typeof part.scan>): Promise<number> => {
      const found = await part.scan(...given);
      await meanwhile();
      return found;
    };
    return { ...eraser, part: { ...part, scan } };
  });
  return createRegister(interrupted);
}
