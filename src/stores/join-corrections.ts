import { type ClientSession, type Connection } from 'mongoose';

import { type CorrectionRow } from '../../models/correction.ts';
import { type Subject } from '../conversation/subjects.ts';
import { isNotKept } from './messaging-log-fields.ts';

/**
 * Makes one of two open corrections of one thing, of somebody who turned out to be one person: the later value counts, the law's
 * month began with the first (GDPR 12(3)), and both references stand for it.
 */
export async function joinCorrections(
  connection: Connection,
  { from, target, now }: { readonly from: Subject; readonly target: Subject; readonly now: number },
  session: ClientSession,
): Promise<void> {
  const rows = connection.collection<CorrectionRow>('corrections');
  const openOf = ({ subjectId }: Subject) => ({ subjectId, state: 'asked' as const, ...isNotKept });
  for (const theirs of await rows.find(openOf(from), { session }).toArray()) {
    const own = await rows.findOne({ ...openOf(target), field: theirs.field }, { session });
    if (own === null) continue;
    await rows.deleteOne({ _id: theirs._id }, { session });
    const { openedAt, dueAt, remindAt } = clockOf(own, theirs, now);
    // Sealed under the key that it was: the person has both.
    const { sealed, keyId, locale, phoneNumberId, saidAt } = saidLast(own, theirs);
    const times = { openedAt, dueAt, ...(remindAt === undefined ? {} : { remindAt }) };
    const change = {
      $set: {
        ...{ sealed, keyId, locale, phoneNumberId, ...times, ...(saidAt === undefined ? {} : { saidAt }) },
        names: [...new Set([...own.names, ...theirs.names])],
        otherReferences: [...(own.otherReferences ?? []), theirs.reference, ...(theirs.otherReferences ?? [])],
      },
      ...(remindAt === undefined ? { $unset: { remindAt: '' as const } } : {}),
    };
    await rows.updateOne({ _id: own._id }, change, { session });
  }
}

function saidLast(own: CorrectionRow, theirs: CorrectionRow): CorrectionRow {
  const at = ({ saidAt, openedAt }: CorrectionRow): number => Number(saidAt ?? openedAt);
  return at(theirs) > at(own) ? theirs : own;
}

/** Whose month it is: the first's, as long as it is not over. What is asked again after it has a month of its own. */
function clockOf(own: CorrectionRow, theirs: CorrectionRow, now: number): CorrectionRow {
  const [first, second] = own.dueAt <= theirs.dueAt ? [own, theirs] : [theirs, own];
  return Number(first.dueAt) > now ? first : second;
}
