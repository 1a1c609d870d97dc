import { inspect } from 'node:util';

import { type Env } from './env.ts';

/** What must never be printed, kept apart from the rest of the configuration. Addresses count: they hold passwords. */
export class Secrets {
  readonly mongodbUri: string;
  readonly redisUrl: string;
  /** `null`: no mail is sent. */
  readonly smtpUrl: string | null;
  /** 32 bytes. */
  readonly masterKey: Buffer;
  /** At least one; several during a rotation. */
  readonly metaAppSecrets: readonly string[];
  readonly metaVerifyToken: string;

  constructor(env: Env) {
    this.mongodbUri = env.MONGODB_URI;
    this.redisUrl = env.REDIS_URL;
    this.smtpUrl = env.SMTP_URL ?? null;
    this.masterKey = env.MASTER_KEY;
    this.metaAppSecrets = env.META_APP_SECRET;
    this.metaVerifyToken = env.META_VERIFY_TOKEN;
  }

  /** Hides the values from `JSON.stringify`. */
  toJSON(): string {
    return '[secrets]';
  }

  /** Hides the values from `console.log`, `util.inspect` and assertion messages. */
  [inspect.custom](): string {
    return '[secrets]';
  }
}
