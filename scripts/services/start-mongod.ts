import { openReplicaSet } from './replica-set.ts';
import { type ServerPlace, type StartedServer, startServer } from './start-server.ts';

export interface MongodOptions extends ServerPlace {
  /** `none` writes collections, indexes and journal as they are, so that a test can search the raw files. */
  readonly compression?: 'none';
}

/** A mongod that is the writable primary of a replica set of one. */
export interface RunningMongod extends StartedServer {
  /** Ends in `/?replicaSet=rs0`; set a database with `new URL(uri).pathname`. */
  readonly uri: string;
}

/** Nobody follows the oplog, it is only there for transactions: 5 % of the disk, the default, would be a waste. */
const oplogMb = 256;

/** Starts mongod on a new or a used folder. @throws OubliError `service_not_started`. */
export async function startMongod(options: MongodOptions): Promise<RunningMongod> {
  const server = await startServer(options, {
    name: 'mongod',
    readyWords: '"msg":"Waiting for connections"',
    args: (port) => [
      ...['--dbpath', options.dataFolder, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
      ...['--replSet', 'rs0', '--oplogSize', String(oplogMb), '--wiredTigerCacheSizeGB', '0.25', '--quiet'],
      ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
      // Fifteen seconds of leave-taking, by default, from members that a set of one does not have.
      ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=0'],
      ...(options.compression === 'none' ? uncompressed : []),
    ],
  });
  try {
    await openReplicaSet(server.port);
  } catch (error) {
    await server.kill();
    throw error;
  }
  return { ...server, uri: `mongodb://127.0.0.1:${String(server.port)}/?replicaSet=rs0` };
}

const uncompressed = [
  ...['--wiredTigerCollectionBlockCompressor', 'none', '--wiredTigerJournalCompressor', 'none'],
  ...['--wiredTigerIndexPrefixCompression', 'false'],
];
