import { type ClientSession, type Model } from 'mongoose';

import { type SubjectRow } from '../../models/subject.ts';
import { OubliError } from '../domain/errors.ts';
import { type Identifier } from '../domain/subject.ts';
import { type BlindIndex, type HashScope } from '../keys/blind-index.ts';
import { runningStates } from '../requests/request-record.ts';

/**
 * Asked before somebody is written down under a name that is new to them. A run finds everything by the names that its person
 * had when it began: whoever got the number since would be erased along. The person themselves, known by their BSUID or by
 * none, may be written down: that is erased as well.
 *
 * Ask it once nobody else has the name: a row that the run has not erased yet keeps the name by itself.
 * @param identifiers all that they will have.
 * @throws OubliError `identity_busy`: one of the names is of somebody with another BSUID who is being erased. Try again.
 */
export async function leaveToErasure(
  { model, blindIndex }: { readonly model: Model<SubjectRow>; readonly blindIndex: BlindIndex },
  scope: HashScope,
  identifiers: readonly Identifier[],
  session?: ClientSession,
): Promise<void> {
  const bsuids = identifiers.filter(({ kind }) => kind === 'bsuid');
  if (bsuids.length === 0) return;
  const isSomebodyElses = {
    tenantId: scope.tenantId,
    names: { $in: [...blindIndex.names(scope, identifiers)], $nin: [...blindIndex.names(scope, bsuids)] },
    'state.name': { $in: [...runningStates] },
    // The names are hashes; this alone says that one of them is a BSUID.
    'subjectRef.kind': 'bsuid',
  };
  const options = { projection: { _id: 1 }, ...(session === undefined ? {} : { session }) };
  if ((await model.db.collection('requests').findOne(isSomebodyElses, options)) !== null) throw identityBusy();
}

export function identityBusy(): OubliError {
  return new OubliError('identity_busy', 'Somebody whose name this was has their turn just now.', { retry: 'yes' });
}
