import { createAnswerAccess } from '../access/answer-access.ts';
import { createCopies } from '../access/copies.ts';
import { writeCopy } from '../access/write-copy.ts';
import { createKeyPin } from '../conversation/key-pin.ts';
import { type Sender } from '../conversation/sender.ts';
import { type Clock } from '../domain/instant.ts';
import { type Register } from '../erasure/register.ts';
import { type Notices } from '../notifications/notices.ts';
import { createCorrections } from '../requests/corrections.ts';
import { createLoggedRequests } from '../requests/logged-requests.ts';
import { createRestrictions } from '../requests/restrictions.ts';
import { type TellPerson } from '../requests/tell-person.ts';
import { createCollectors } from '../stores/collectors.ts';
import { createLastHeard } from '../stores/last-heard.ts';
import { createCopyStore } from '../stores/copies.ts';
import { createCorrectionStore } from '../stores/corrections.ts';
import { createLoggedRequestStore } from '../stores/logged-requests.ts';
import { type Telemetry } from '../telemetry/telemetry.ts';
import { type Stores } from './stores.ts';

/** The rights besides erasure: a copy, a correction, a restriction. */
export function createRightsStages(parts: {
  readonly stores: Stores;
  readonly register: Register;
  readonly notices: Notices;
  readonly sender: Sender;
  readonly tellPerson: TellPerson;
  readonly publicBaseUrl: string;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}) {
  const { stores, register, sender, clock } = parts;
  const { subjects, contacts, tenants, optIns, personKeys, models, lanes, blindIndex } = stores;
  const collectors = createCollectors(stores);
  const copies = createCopies({
    ...parts,
    store: createCopyStore(models),
    write: (order, tally) => writeCopy({ register, collectors }, order, tally),
  });
  const letters = createLoggedRequestStore({ model: models.loggedRequest });
  const corrections = createCorrections({
    ...{ ...parts, subjects, contacts, tenants, lanes, blindIndex },
    store: createCorrectionStore({ model: models.correction, personKeys }),
  });
  return {
    copies,
    corrections,
    loggedRequests: createLoggedRequests({
      ...{ ...parts, subjects, tenants, lanes, blindIndex },
      ...{ conversations: stores.conversations, lastNumber: stores.lastNumber },
      store: letters,
      requests: stores.requests,
    }),
    restrictions: createRestrictions({ ...parts, subjects, optIns }),
    answerAccess: createAnswerAccess({
      ...{ copies, collectors, sender, subjects, letters, clock },
      keyPin: createKeyPin(stores),
      lastHeard: createLastHeard({ model: models.conversation }),
    }),
  };
}
