/** What the driver and mongoose throw when MongoDB cannot be asked just now. Told by name: this folder knows no driver. */
const namesOfAway: ReadonlySet<string> = new Set([
  ...['MongoNetworkError', 'MongoNetworkTimeoutError', 'MongoServerSelectionError', 'MongooseServerSelectionError'],
  ...['MongoNotConnectedError', 'MongoPoolClearedError', 'MongoPoolClosedError', 'MongoWaitQueueTimeoutError'],
  ...['MongoTopologyClosedError', 'MongoServerClosedError', 'MongoOperationTimeoutError'],
]);

/** Errors of the server's own; the code says which. */
const namesOfServer: ReadonlySet<string> = new Set([
  'MongoServerError',
  'MongoWriteConcernError',
  'MongoBulkWriteError',
]);

/**
 * NotWritablePrimary, NotPrimaryNoSecondaryOk, NotPrimaryOrSecondary, InterruptedAtShutdown, InterruptedDueToReplStateChange,
 * PrimarySteppedDown, ShutdownInProgress: it stops, or another member takes over.
 * Source: MongoDB, error codes (mongodb/src/error.ts).
 */
const codesOfAway: ReadonlySet<unknown> = new Set([10_107, 13_435, 13_436, 11_600, 11_602, 189, 91]);

/** True when MongoDB is away, or is just being taken over by another member: the same again may help. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, message } = error;
  if (namesOfAway.has(name)) return true;
  if (namesOfServer.has(name)) return codesOfAway.has((error as { readonly code?: unknown }).code);
  // Has no name of its own: wrong uses of mongoose are thrown as the same.
  return name === 'MongooseError' && message.includes('buffering timed out');
}
