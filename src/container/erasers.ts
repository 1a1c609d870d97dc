import { type Clock } from '../domain/instant.ts';
import { type Eraser } from '../erasure/eraser.ts';
import { createContactsEraser } from '../erasure/erasers/contacts.ts';
import { createCopiesEraser } from '../erasure/erasers/copies.ts';
import { createMediaEraser } from '../erasure/erasers/media.ts';
import { createMessagesEraser } from '../erasure/erasers/messages.ts';
import { createOptInsEraser } from '../erasure/erasers/opt-ins.ts';
import { createOwnErasers } from '../erasure/erasers/own-traces.ts';
import { createRevealsEraser } from '../erasure/erasers/reveals.ts';
import { createTemplateSendsEraser } from '../erasure/erasers/template-sends.ts';
import { type Wake } from '../queue/wake.ts';
import { createCopyRows } from '../stores/copies.ts';
import { createPersonBoundEraser } from '../erasure/person-bound-eraser.ts';
import { createInboxTraces } from '../stores/inbox-traces.ts';
import { createPastWishes } from '../stores/past-wishes.ts';
import { createPersonBoundRows } from '../stores/person-bound-rows.ts';
import { createPersonKeyTraces } from '../stores/person-key-traces.ts';
import { createRequestTraces } from '../stores/request-traces.ts';
import { createRevealRows } from '../stores/reveals.ts';
import { createSubjectTraces } from '../stores/subject-traces.ts';
import { createVerificationTraces } from '../stores/verification-traces.ts';
import { type Stores } from './stores.ts';

/**
 * Every eraser, in the order in which they run: what messaging left, then the bot's own traces, the keys last.
 * @param wake `null` where nobody works: on a copy of the database.
 */
export function createErasers(stores: Stores, clock: Clock, wake: Wake | null): readonly Eraser[] {
  const { models } = stores;
  return [
    createContactsEraser(createPersonBoundRows(models.contact, 'updatedAt')),
    createMessagesEraser({
      messages: createPersonBoundRows(models.message, 'at'),
      contents: createPersonBoundRows(models.messageContent, 'at'),
    }),
    createTemplateSendsEraser(createPersonBoundRows(models.templateSend, 'at')),
    createOptInsEraser(createPersonBoundRows(models.optIn, 'at'), createPastWishes(models.optIn)),
    createMediaEraser({
      media: createPersonBoundRows(models.media, 'at'),
      files: createPersonBoundRows(models.mediaFile, 'at'),
      chunks: createPersonBoundRows(models.mediaChunk, 'at'),
    }),
    createRevealsEraser({ rows: createRevealRows({ model: models.reveal }), clock }),
    createPersonBoundEraser({
      store: 'corrections',
      covers: ['corrections'],
      texts: null,
      rows: createPersonBoundRows(models.correction, 'openedAt'),
    }),
    createPersonBoundEraser({
      store: 'relays',
      covers: ['relays'],
      texts: null,
      rows: createPersonBoundRows(models.relay, 'openedAt'),
    }),
    createPersonBoundEraser({
      store: 'logged_requests',
      covers: ['logged_requests'],
      texts: null,
      rows: createPersonBoundRows(models.loggedRequest, 'receivedAt'),
    }),
    createCopiesEraser({ rows: createCopyRows(models) }),
    ...createOwnErasers({
      conversations: createPersonBoundRows(models.conversation, 'updatedAt'),
      inbox: createInboxTraces({
        model: models.inboxEvent,
        arrivals: models.arrival,
        async takeIn(id) {
          for await (const { lanes } of stores.inbox.arrivals.takeIn([id], 0)) {
            for (const lane of [...lanes.values()].flat()) await wake?.wake('lane', lane);
          }
        },
      }),
      verifications: createVerificationTraces({ model: models.verification }),
      requests: createRequestTraces({ model: models.request }),
      subjects: createSubjectTraces({ model: models.subject }),
      keys: createPersonKeyTraces({ model: models.personKey }),
      personKeys: stores.personKeys,
      blindIndex: stores.blindIndex,
      tenants: stores.tenants,
      clock,
    }),
  ];
}
