import { errorCode, OubliError } from '../domain/errors.ts';
import { type Config, configInvalid, examineEnv, toConfig } from './config.ts';
import { type EnvSource, type Fault, isFaultless } from './env.ts';
import { readProcessEnv } from './process-env.ts';

/** How start-up looks at the servers. Implemented by src/stores (MongoDB) and src/queue (Redis). */
export interface StartUpProbe {
  /** @throws OubliError `mongodb_unreachable` or `mongodb_not_replica_set`. */
  mongo(mongodbUri: string): Promise<void>;
  /** `maxmemory-policy`; `null` when the server does not tell (some hosted ones forbid the question). Throws when unreachable. */
  redisEvictionPolicy(redisUrl: string): Promise<string | null>;
}

/** Looks at the servers that are named. Never throws: what is wrong comes back as faults. */
export async function checkServers(
  servers: { readonly mongodbUri: string | undefined; readonly redisUrl: string | undefined },
  probe: StartUpProbe,
): Promise<readonly Fault[]> {
  const { mongodbUri, redisUrl } = servers;
  const found = await Promise.all([
    mongodbUri === undefined ? null : mongoFault(mongodbUri, probe),
    redisUrl === undefined ? null : redisFault(redisUrl, probe),
  ]);
  return found.filter((fault) => fault !== null);
}

/**
 * Reads the configuration and looks at the servers, as every process does before it starts.
 * @throws OubliError `config_invalid`, which names every fault of both at once.
 */
export async function readCheckedConfig(probe: StartUpProbe, source: EnvSource = readProcessEnv()): Promise<Config> {
  const reading = examineEnv(source);
  const { MONGODB_URI: mongodbUri, REDIS_URL: redisUrl } = reading.env;
  const servers = await checkServers({ mongodbUri, redisUrl }, probe);
  if (!isFaultless(reading) || servers.length > 0) throw configInvalid([...reading.faults, ...servers]);
  return toConfig(reading.env);
}

async function mongoFault(uri: string, probe: StartUpProbe): Promise<Fault | null> {
  try {
    await probe.mongo(uri);
    return null;
  } catch (error) {
    const isAlone = errorCode(error) === 'mongodb_not_replica_set';
    return {
      subject: 'MongoDB',
      what: isAlone
        ? 'at MONGODB_URI is not a replica set (start it with --replSet, one member is enough)'
        : `could not be reached at MONGODB_URI (${causeCode(error)})`,
    };
  }
}

async function redisFault(url: string, probe: StartUpProbe): Promise<Fault | null> {
  try {
    const policy = await probe.redisEvictionPolicy(url);
    if (policy === null || policy === 'noeviction') return null;
    return {
      subject: 'Redis',
      what: 'at REDIS_URL drops keys when memory is short (set its maxmemory-policy to noeviction)',
    };
  } catch (error) {
    return { subject: 'Redis', what: `could not be reached at REDIS_URL (${causeCode(error)})` };
  }
}

/** The driver's code says more than ours; never a message, which may quote the address and its password. */
function causeCode(error: unknown): string {
  return error instanceof OubliError && error.cause !== undefined ? errorCode(error.cause) : errorCode(error);
}
