import { type ClientSession, type Connection, type Model } from 'mongoose';

import { type NameHash, type PersonRef } from '../domain/subject.ts';

type Row = Record<string, unknown>;

/** Every collection whose documents are somebody's: those with a `subjectId` and keyed `names`. A new one is among them by itself. */
export function boundModels(connection: Connection): readonly Model<Row>[] {
  const all = Object.values(connection.models) as unknown as readonly Model<Row>[];
  return all.filter(({ schema }) => 'names' in schema.paths && 'subjectId' in schema.paths);
}

/** Puts other hashes in the place of some, in every document of one person. What moves by a version moves. */
export async function renameIn(
  model: Model<Row>,
  { tenantId, subjectId, keyIds }: PersonRef,
  former: ReadonlyMap<NameHash, NameHash>,
  session: ClientSession,
): Promise<void> {
  const isTheirs = { tenantId, $or: [{ subjectId }, { keyId: { $in: [...keyIds] } }] };
  for (const [hash, instead] of former) {
    const renamed = { $cond: [{ $eq: ['$$this', { $literal: hash }] }, { $literal: instead }, '$$this'] };
    const names = { $map: { input: '$names', in: renamed } };
    await model.collection.updateMany({ ...isTheirs, names: hash }, [{ $set: { names, ...version(model) } }], {
      session,
    });
  }
}

/**
 * Makes one person's documents another's, where that is possible: a second chat under one number is dropped, and what else there
 * may be one of only (an open request) stays as it is, found by its names and keys like all the rest.
 */
export async function passTo(
  model: Model<Row>,
  from: PersonRef,
  { subjectId }: PersonRef,
  session: ClientSession,
): Promise<void> {
  const rows = model.collection;
  const theirs = { tenantId: from.tenantId, subjectId: from.subjectId };
  const passed = [{ $set: { subjectId: { $literal: subjectId }, ...version(model) } }];
  const alone = uniqueBesideSubject(model);
  // What is decided or handed over, for instance: there may be any number of those.
  const isFree = alone === null ? theirs : { ...theirs, $nor: [alone.among] };
  if (alone === null || Object.keys(alone.among).length > 0) await rows.updateMany(isFree, passed, { session });
  if (alone === null) return;
  const { fields, among } = alone;
  for (const row of await rows.find({ ...theirs, ...among }, { session }).toArray()) {
    const twin = Object.fromEntries(fields.map((field) => [field, row[field]]));
    const another = { subjectId, ...twin, ...among };
    const isTaken = (await rows.findOne(another, { session, projection: { _id: 1 } })) !== null;
    if (!isTaken) await rows.updateOne({ _id: row._id }, passed, { session });
    else if (model.modelName === 'Conversation') await rows.deleteOne({ _id: row._id }, { session });
  }
}

/** The fields that are unique together with the person, and among which documents (`{}`: all). `null`: there may be any number. */
function uniqueBesideSubject({
  schema,
}: Model<Row>): { readonly fields: readonly string[]; readonly among: Row } | null {
  const unique = schema.indexes().find(([fields, options]) => options.unique === true && 'subjectId' in fields);
  if (unique === undefined) return null;
  const [fields, { partialFilterExpression: among = {} }] = unique;
  return { fields: Object.keys(fields).filter((field) => field !== 'subjectId'), among };
}

/** Whoever read a document before must not write it back as it was. */
function version({ schema }: Model<Row>): Row {
  return 'version' in schema.paths ? { version: { $add: ['$version', 1] } } : {};
}
