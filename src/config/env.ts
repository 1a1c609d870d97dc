import { z } from 'zod';

import { isMongodbAddress } from './mongodb-address.ts';
import { isWeakKey, weaknessOf } from './weak-secret.ts';
import { baseAddressFault, canonicalAddress, publicAddressFault } from './web-address.ts';

/** The oldest Graph API version that Meta still answers as itself: v20.0 expired on 24 September 2026 (cloud-api.md 4.1). */
const oldestGraphVersion = 21;

/** One fault of the configuration, in plain words. Never the value: it may be a secret. */
export interface Fault {
  /** The variable, or what else is at fault (`MongoDB`, `Redis`). */
  readonly subject: string;
  readonly what: string;
}

/** A check that says what is wrong, or `null`. */
type FaultOf = (value: string) => string | null;

function checked(faultOf: FaultOf): z.ZodString {
  return z.string('is missing').superRefine((value, context) => {
    const fault = faultOf(value);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  });
}

const scheme =
  (pattern: RegExp, like: string): FaultOf =>
  (value) =>
    URL.canParse(value) && pattern.test(value) ? null : `is not an address such as ${like}`;

/** A whole number of days, from one on. */
const wholeDays = (most: number, usual: string) =>
  z
    .string()
    .regex(/^[1-9][0-9]?$/, `is not a whole number of days from 1 to ${most}`)
    .transform(Number)
    .refine((days) => days <= most, `is not a whole number of days from 1 to ${most}`)
    .prefault(usual);

const portNumber = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,4})$/, 'is not a port number')
  .transform(Number)
  .refine((port) => port <= 65_535, 'is above 65535');

const hostName = z.string().regex(/^[A-Za-z0-9.:[\]-]{1,253}$/, 'is not a host name or address');

/** Every variable that the program reads, and the only list of them. docs/configuration.md and .env.example follow it. */
export const envVariables = {
  PORT: portNumber.prefault('8080').describe('Port the server listens on; 0 takes any free one.'),
  HOST: hostName
    .prefault('0.0.0.0')
    .describe('Address the server listens on; 127.0.0.1 behind a proxy on the same machine.'),
  MONGODB_URI: checked((uri) =>
    isMongodbAddress(uri) ? null : 'is not an address such as mongodb://127.0.0.1:27017/oubli',
  ).describe(
    'MongoDB, which must be a replica set (one member is enough; name several with commas). Name the database in the path.',
  ),
  REDIS_URL: checked(scheme(/^rediss?:\/\//, 'redis://127.0.0.1:6379')).describe(
    'Redis or Valkey, with maxmemory-policy noeviction. Holds wake-ups and limits, never the truth.',
  ),
  META_APP_SECRET: z
    .string('is missing')
    .transform((list) => list.split(',').map((secret) => secret.trim()))
    .superRefine((secrets, context) => {
      const faults = secrets.map((secret) => weaknessOf(secret, 16));
      faults.forEach((fault, index) => {
        const which = secrets.length === 1 ? '' : `number ${index + 1} `;
        if (fault !== null) context.addIssue({ code: 'custom', message: `${which}${fault}` });
      });
    })
    .describe('App secret of your Meta app: it signs the webhooks. Several, comma separated, while you rotate it.'),
  META_VERIFY_TOKEN: checked((token) => weaknessOf(token, 12)).describe(
    'A random text of yours, the same as in the webhook set-up of your Meta app. Used in the handshake only.',
  ),
  GRAPH_API_BASE_URL: checked(baseAddressFault)
    .transform(canonicalAddress)
    .prefault('https://graph.facebook.com')
    .describe("Where Meta's Graph API is. Change it only to talk to a loopback Graph server."),
  GRAPH_API_VERSION: checked(graphVersionFault)
    .prefault('v26.0')
    .describe('Version of the Graph API to call. Meta keeps each for about two years.'),
  MASTER_KEY: checked(masterKeyFault)
    .transform((text) => Buffer.from(text, 'base64'))
    .describe(
      '32 random bytes in base64 (`openssl rand -base64 32`). Seals everything: lost, all stored data is unreadable.',
    ),
  KEY_FILE: z
    .string('is missing')
    .describe(
      'File of the epoch keys, which wrap the key of every person. Made at the first start; never beside the database or its backups (docs/keys.md).',
    ),
  EPOCH_DAYS: wholeDays(20, '7').describe(
    'Days after which a new epoch begins, 1 to 20. With BACKUP_DAYS at most 29: 30 days after an erasure no copy of the person opens.',
  ),
  BACKUP_DAYS: wholeDays(28, '21').describe(
    'Days for which backups are kept, 1 to 28. An epoch key lives as long after its epoch, 9 days at least; with EPOCH_DAYS at most 29.',
  ),
  PUBLIC_BASE_URL: checked(publicAddressFault)
    .transform(canonicalAddress)
    .describe('Where people and Meta reach this server. https, but on this machine.'),
  SMTP_URL: checked(scheme(/^smtps?:\/\//, 'smtps://user:secret@mail.example.org:465'))
    .optional()
    .describe('Mail server for notices and codes. Absent: no tenant can use e-mail.'),
  LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'], 'is none of silent, error, warn, info, debug')
    .prefault('info')
    .describe(
      '`info` and `debug` write events and faults, `warn` and `error` faults only. Metrics count all the same.',
    ),
  MAIL_FROM: checked((value) => (/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/.test(value) ? null : 'is not a mail address'))
    .optional()
    .describe(
      'Sender of mails, such as `Privacy <privacy@example.org>`. Absent: `oubli@` and the host of PUBLIC_BASE_URL.',
    ),
  TREE_HEAD_FILE: z
    .string()
    .optional()
    .describe(
      'Append-only file for signed heads of the audit log, hourly. Put it where whoever writes the database cannot write.',
    ),
  ALLOW_PRIVATE_WEBHOOKS: z
    .enum(['true', 'false'], 'is neither true nor false')
    .prefault('false')
    .transform((text) => text === 'true')
    .describe(
      "`true`: tenants' webhooks may go over http and to addresses of this machine or network. For development.",
    ),
  JOURNAL_FILE: checked((path) => (/[/.]$/.test(path) ? 'is not the path of a file' : null)).describe(
    'File outside the database that says who was erased: it keeps them erased when a backup is restored. Shared by all processes.',
  ),
  BACKUP_FOLDER: z
    .string()
    .optional()
    .describe(
      'Where `oubli backup create` puts encrypted backups and their catalogue. Absent: you make backups yourself.',
    ),
  WORKER_PORT: portNumber
    .optional()
    .describe(
      'Port on which a worker answers `/healthz` and `/metrics`; 0 takes any free one. Absent: it serves nothing.',
    ),
  WORKER_HOST: hostName
    .prefault('127.0.0.1')
    .describe('Address for WORKER_PORT. `/metrics` is open to whoever reaches it: keep it inside your network.'),
} as const;

/** What the environment says, once each variable is known to be right. */
export type Env = { readonly [Name in keyof typeof envVariables]: z.output<(typeof envVariables)[Name]> };

/** Variables by name, as in `process.env`. */
export type EnvSource = Readonly<Record<string, string | undefined>>;

/** What could be read: `env` lacks whatever `faults` names. */
export interface Reading {
  readonly env: Partial<Env>;
  readonly faults: readonly Fault[];
}

/** Reads every variable apart, so that one bad one hides none of the others. An empty one counts as absent. */
export function readEnv(source: EnvSource): Reading {
  const env: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const [subject, schema] of Object.entries(envVariables)) {
    const text = source[subject]?.trim();
    const parsed = schema.safeParse(text === '' ? undefined : text);
    if (parsed.success) env[subject] = parsed.data;
    else faults.push(...parsed.error.issues.map(({ message }) => ({ subject, what: message })));
  }
  return { env, faults };
}

/** Whether nothing is wrong, so that every variable is there. */
export function isFaultless(reading: Reading): reading is Reading & { readonly env: Env } {
  return reading.faults.length === 0;
}

function masterKeyFault(text: string): string | null {
  const bytes = Buffer.from(text, 'base64');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return 'is not base64; make one with: openssl rand -base64 32';
  if (bytes.length !== 32) return `holds ${bytes.length} bytes instead of 32; make one with: openssl rand -base64 32`;
  return isWeakKey(bytes) ? 'is not random; make one with: openssl rand -base64 32' : null;
}

function graphVersionFault(text: string): string | null {
  const major = /^v([0-9]{2})\.0$/.exec(text)?.[1];
  if (major === undefined) return 'is not a version such as v26.0';
  return Number(major) < oldestGraphVersion ? `has expired: Meta answers v${oldestGraphVersion}.0 and newer` : null;
}
