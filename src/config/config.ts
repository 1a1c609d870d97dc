import { OubliError } from '../domain/errors.ts';
import { dayKeyLifeDays } from '../keys/day-keys.ts';
import { type Env, type EnvSource, type Fault, isFaultless, readEnv, type Reading } from './env.ts';
import { readProcessEnv } from './process-env.ts';
import { Secrets } from './secrets.ts';

/** The configuration of a process. May be printed but for `secrets`, which hides itself. */
export interface Config {
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Without a slash at its end. */
    readonly publicBaseUrl: string;
  };
  /** Where a worker can be watched; `null`: nowhere. */
  readonly workerHttp: { readonly host: string; readonly port: number } | null;
  readonly graph: {
    /** Without a slash at its end. */
    readonly baseUrl: string;
    /** Such as `v26.0`. */
    readonly version: string;
  };
  readonly keys: {
    readonly filePath: string;
    readonly epochDays: number;
    /** How long an epoch's key is kept after its end. */
    readonly backupDays: number;
  };
  /** `null`: no mail server, so no tenant can use e-mail. */
  readonly mail: { readonly from: string } | null;
  readonly log: { readonly level: Env['LOG_LEVEL'] };
  /** Where heads of the audit log are written down; `null`: nowhere but with the businesses. */
  readonly treeHeadFile: string | null;
  /** Tenants' webhooks may go over http and to private addresses. */
  readonly allowsPrivateWebhooks: boolean;
  /** Where the erasures are noted outside the database. */
  readonly journal: { readonly file: string };
  /** `folder` is `null` when backups are made by other means. How long they are kept: {@link Config.keys}. */
  readonly backups: { readonly folder: string | null };
  readonly secrets: Secrets;
}

/**
 * Reads the configuration from the environment.
 * @throws OubliError `config_invalid`, which names every fault at once and no value.
 */
export function readConfig(source: EnvSource = readProcessEnv()): Config {
  const reading = examineEnv(source);
  if (!isFaultless(reading)) throw configInvalid(reading.faults);
  return toConfig(reading.env);
}

/** Days after which nothing of an erased person opens any more, in whatever copy: receipts say so. Source: design.md section 4. */
const longestTraceDays = 30;
/** Days after the scan for which the last message's address, and so the last key, may stand. Source: design.md section 4. */
const farewellDays = 1;

/**
 * Days after an erasure for which a copy may open at the longest. The last key goes with the farewell; its epoch may have just begun
 * then; once ended, its key is held for the backups, and for the keys of its days, which nobody wraps anew (`keys/rotation.ts`).
 */
function traceDays(epochDays: number, backupDays: number): number {
  return farewellDays + epochDays + Math.max(backupDays, dayKeyLifeDays + 1);
}

/** What the environment says and everything that is wrong with it, the rules between variables included. */
export function examineEnv(source: EnvSource): Reading {
  const { env, faults } = readEnv(source);
  const isReused = env.META_VERIFY_TOKEN !== undefined && env.META_APP_SECRET?.includes(env.META_VERIFY_TOKEN) === true;
  const reused: Fault = { subject: 'META_VERIFY_TOKEN', what: 'must not be the app secret: it travels in URLs' };
  const { EPOCH_DAYS: epochDays, BACKUP_DAYS: backupDays } = env;
  const days = epochDays === undefined || backupDays === undefined ? 0 : traceDays(epochDays, backupDays);
  const isLong = days > longestTraceDays;
  const long: Fault = {
    subject: 'EPOCH_DAYS and BACKUP_DAYS',
    what: `leave copies of an erased person readable for ${days} days: at most ${longestTraceDays}, as receipts say`,
  };
  return { env, faults: [...faults, ...(isReused ? [reused] : []), ...(isLong ? [long] : [])] };
}

/** Groups the variables; a group that is not used is `null` as a whole. */
export function toConfig(env: Env): Config {
  const { hostname } = new URL(env.PUBLIC_BASE_URL);
  return Object.freeze({
    http: { host: env.HOST, port: env.PORT, publicBaseUrl: env.PUBLIC_BASE_URL },
    workerHttp: env.WORKER_PORT === undefined ? null : { host: env.WORKER_HOST, port: env.WORKER_PORT },
    graph: { baseUrl: env.GRAPH_API_BASE_URL, version: env.GRAPH_API_VERSION },
    keys: { filePath: env.KEY_FILE, epochDays: env.EPOCH_DAYS, backupDays: env.BACKUP_DAYS },
    mail: env.SMTP_URL === undefined ? null : { from: env.MAIL_FROM ?? `oubli@${hostname}` },
    log: { level: env.LOG_LEVEL },
    treeHeadFile: env.TREE_HEAD_FILE ?? null,
    allowsPrivateWebhooks: env.ALLOW_PRIVATE_WEBHOOKS,
    journal: { file: env.JOURNAL_FILE },
    backups: { folder: env.BACKUP_FOLDER ?? null },
    secrets: new Secrets(env),
  });
}

/** One error for all faults. */
export function configInvalid(faults: readonly Fault[]): OubliError {
  const lines = faults.map(({ subject, what }) => `  ${subject} ${what}.`);
  const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
  return new OubliError(
    'config_invalid',
    [`The configuration has ${count} (docs/configuration.md):`, ...lines].join('\n'),
  );
}
