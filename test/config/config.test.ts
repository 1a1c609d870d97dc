import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';

import { describe, expect, test } from '../support/jest.ts';

import { readConfig } from '../../src/config/config.ts';
import { readOperatorEnv, readProcessEnv } from '../../src/config/process-env.ts';
import { errorCode } from '../../src/domain/errors.ts';
import { good } from './good-env.ts';

function faultsOf(changed: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    readConfig({ ...good, ...changed });
    return [];
  } catch (error) {
    expect(errorCode(error)).toBe('config_invalid');
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

describe('the configuration', () => {
  test('is read from the twelve names that other programs rely on', () => {
    const config = readConfig({ ...good, SMTP_URL: 'smtps://user:secret@mail.example.org' });
    expect(config).toMatchObject({
      http: { host: '127.0.0.1', port: 8081, publicBaseUrl: 'https://oubli.example.org' },
      graph: { baseUrl: 'http://127.0.0.1:4010', version: 'v25.0' },
      mail: { from: 'oubli@oubli.example.org' },
      log: { level: 'error' },
      allowsPrivateWebhooks: false,
    });
    expect(config.secrets.masterKey).toHaveLength(32);
    expect(config.secrets.smtpUrl).toContain('mail.example.org');
  });

  test('needs eight variables, names all that are missing at once, and has defaults for the rest', () => {
    const names = ['MONGODB_URI', 'REDIS_URL', 'META_APP_SECRET', 'META_VERIFY_TOKEN', 'MASTER_KEY', 'KEY_FILE'];
    names.push('PUBLIC_BASE_URL', 'JOURNAL_FILE');
    expect(faultsOf(Object.fromEntries(Object.keys(good).map((name) => [name, ''])))).toEqual(
      names.map((name) => `${name} is missing.`),
    );
    const needed = Object.fromEntries(Object.entries(good).filter(([name]) => names.includes(name)));
    expect(readConfig(needed)).toMatchObject({ http: { port: 8080 }, graph: { version: 'v26.0' }, mail: null });
    expect(readConfig(needed).keys).toEqual({ filePath: good.KEY_FILE, epochDays: 7, backupDays: 21 });
  });

  test.each([
    ['PORT', 'http', 'PORT is not a port number.'],
    ['PORT', '65536', 'PORT is above 65535.'],
    ['HOST', 'a b', 'HOST is not a host name or address.'],
    ['MONGODB_URI', 'localhost:27017', 'MONGODB_URI is not an address such as mongodb://127.0.0.1:27017/oubli.'],
    ['REDIS_URL', 'http://127.0.0.1', 'REDIS_URL is not an address such as redis://127.0.0.1:6379.'],
    ['META_APP_SECRET', '0a1b2c3d', 'META_APP_SECRET is too short: at least 16 characters.'],
    ['META_APP_SECRET', 'changeme-changeme-changeme', 'META_APP_SECRET is still a placeholder.'],
    ['META_APP_SECRET', 'your-app-secret-goes-here', 'META_APP_SECRET is still a placeholder.'],
    ['META_APP_SECRET', 'aaaaaaaaaaaaaaaaaaaaaaaa', 'META_APP_SECRET repeats the same few characters.'],
    ['META_APP_SECRET', '0a1b2c3d0a1b2c3d0a1b2c3d', 'META_APP_SECRET repeats one pattern.'],
    ['META_APP_SECRET', `${good.META_APP_SECRET},`, 'META_APP_SECRET number 2 is too short: at least 16 characters.'],
    ['META_VERIFY_TOKEN', 'letmein', 'META_VERIFY_TOKEN is too short: at least 12 characters.'],
    ['META_VERIFY_TOKEN', good.META_APP_SECRET, 'META_VERIFY_TOKEN must not be the app secret: it travels in URLs.'],
    [
      'GRAPH_API_BASE_URL',
      'http://graph.example.org',
      'GRAPH_API_BASE_URL must begin with https:// (http:// only on this machine).',
    ],
    ['GRAPH_API_VERSION', '25', 'GRAPH_API_VERSION is not a version such as v26.0.'],
    ['GRAPH_API_VERSION', 'v20.0', 'GRAPH_API_VERSION has expired: Meta answers v21.0 and newer.'],
    ['MASTER_KEY', 'not base64!', 'MASTER_KEY is not base64; make one with: openssl rand -base64 32.'],
    [
      'MASTER_KEY',
      Buffer.alloc(16, 5).toString('base64'),
      'MASTER_KEY holds 16 bytes instead of 32; make one with: openssl rand -base64 32.',
    ],
    [
      'MASTER_KEY',
      Buffer.alloc(32, 5).toString('base64'),
      'MASTER_KEY is not random; make one with: openssl rand -base64 32.',
    ],
    [
      'MASTER_KEY',
      Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString('base64'),
      'MASTER_KEY is not random; make one with: openssl rand -base64 32.',
    ],
    ['EPOCH_DAYS', '0', 'EPOCH_DAYS is not a whole number of days from 1 to 20.'],
    ['EPOCH_DAYS', '21', 'EPOCH_DAYS is not a whole number of days from 1 to 20.'],
    ['BACKUP_DAYS', '29', 'BACKUP_DAYS is not a whole number of days from 1 to 28.'],
    ['BACKUP_DAYS', '1.5', 'BACKUP_DAYS is not a whole number of days from 1 to 28.'],
    [
      'PUBLIC_BASE_URL',
      'http://oubli.example.org',
      'PUBLIC_BASE_URL must begin with https:// (http:// only on this machine).',
    ],
    [
      'PUBLIC_BASE_URL',
      'https://oubli.example.org/?a=1',
      'PUBLIC_BASE_URL must end with the host or a path, without ? or #.',
    ],
    ['PUBLIC_BASE_URL', 'oubli.example.org', 'PUBLIC_BASE_URL is not a web address such as https://oubli.example.org.'],
    ['SMTP_URL', 'mail.example.org', 'SMTP_URL is not an address such as smtps://user:secret@mail.example.org:465.'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is none of silent, error, warn, info, debug.'],
    ['MAIL_FROM', 'Privacy', 'MAIL_FROM is not a mail address.'],
    ['ALLOW_PRIVATE_WEBHOOKS', 'yes', 'ALLOW_PRIVATE_WEBHOOKS is neither true nor false.'],
  ])('refuses %s=%s and says why', (name, value, fault) => {
    expect(faultsOf({ [name]: value })).toEqual([fault]);
  });

  test.each([
    'mongodb://a.example.org:27017,b.example.org:27017,c.example.org:27017/oubli?replicaSet=rs0',
    'mongodb://oubli:p%40ss@a.example.org,[::1]:27018/oubli?authSource=admin',
    'mongodb+srv://oubli:secret@cluster.example.org/oubli?retryWrites=true',
    'mongodb://127.0.0.1?replicaSet=rs0',
    'mongodb://%2Ftmp%2Fmongodb-27017.sock/oubli',
  ])('takes every form of a replica set address that the driver takes: %s', (uri) => {
    expect(readConfig({ ...good, MONGODB_URI: uri }).secrets.mongodbUri).toBe(uri);
  });

  test.each([
    'mongodb://',
    'mongodb:///oubli',
    'mongodb://a.example.org:port/oubli',
    'mongodb://a.example.org,,b.example.org/oubli',
    'mongodb://a.example.org/oubli/more',
    'mongodb://oubli:sl/ash@a.example.org/oubli',
    'mongodb+srv://a.example.org:27017/oubli',
    'mongodb+srv://a.example.org,b.example.org/oubli',
    'mongodb://a b/oubli',
  ])('refuses what the driver cannot read as an address of MongoDB: %s', (uri) => {
    expect(faultsOf({ MONGODB_URI: uri })).toEqual([
      'MONGODB_URI is not an address such as mongodb://127.0.0.1:27017/oubli.',
    ]);
  });

  // Of the thirty days that receipts promise one goes to the last message, and an epoch is held for the keys of its days for nine.
  test.each([
    ['9', '21', 31],
    ['7', '23', 31],
    ['20', '10', 31],
    ['2', '28', 31],
  ])(
    'refuses epochs of %s days with backups of %s: copies would be readable for longer than receipts say',
    (...days) => {
      const [EPOCH_DAYS, BACKUP_DAYS, all] = days;
      expect(faultsOf({ EPOCH_DAYS, BACKUP_DAYS })).toEqual([
        `EPOCH_DAYS and BACKUP_DAYS leave copies of an erased person readable for ${String(all)} days: at most 30, as receipts say.`,
      ]);
    },
  );

  test.each([
    ['7', '21'],
    ['8', '21'],
    ['20', '9'],
    ['20', '1'],
    ['1', '28'],
  ])('takes epochs of %s days with backups of %s', (EPOCH_DAYS, BACKUP_DAYS) => {
    expect(faultsOf({ EPOCH_DAYS, BACKUP_DAYS })).toEqual([]);
  });

  test('names every fault at once and no value', () => {
    const bad = {
      META_APP_SECRET: 'changeme-0a1b2c3d4e5f',
      MASTER_KEY: 'c2hvcnQtYnV0LXNlY3JldA==',
      MONGODB_URI: 'mongo://user:hunter2secret@db.example.org',
      SMTP_URL: 'http://user:mail-secret@mail.example.org',
      GRAPH_API_VERSION: 'v7.0',
    };
    const faults = faultsOf(bad);
    expect(faults).toHaveLength(Object.keys(bad).length);
    for (const value of [...Object.values(bad), 'hunter2secret', 'mail-secret']) {
      expect(faults.join('\n')).not.toContain(value);
    }
  });

  test('takes several app secrets during a rotation, in the order given', () => {
    const second = '5f4e3d2c1b0a99887766554433221100';
    expect(
      readConfig({ ...good, META_APP_SECRET: `${good.META_APP_SECRET} , ${second}` }).secrets.metaAppSecrets,
    ).toEqual([good.META_APP_SECRET, second]);
  });

  test('may be printed: its secrets hide themselves', () => {
    const config = readConfig({ ...good, SMTP_URL: 'smtp://user:mail-secret@mail.example.org' });
    const printed = [inspect(config, { depth: 9 }), JSON.stringify(config), JSON.stringify({ config })].join('\n');
    for (const secret of [good.META_APP_SECRET, good.META_VERIFY_TOKEN, 'mail-secret', 'mongodb:', good.MASTER_KEY]) {
      expect(printed).not.toContain(secret);
    }
  });

  test.each([
    ['HTTPS://Oubli.Example.ORG', 'https://oubli.example.org'],
    ['https:oubli.example.org/', 'https://oubli.example.org'],
    ['https:\\\\oubli.example.org\\app', 'https://oubli.example.org/app'],
    ['https://oubli.example.org:443/a/../app', 'https://oubli.example.org/app'],
  ])('a base address is kept as everybody else reads it: %s', (typed, read) => {
    expect(readConfig({ ...good, PUBLIC_BASE_URL: typed }).http.publicBaseUrl).toBe(read);
    expect(readConfig({ ...good, GRAPH_API_BASE_URL: typed }).graph.baseUrl).toBe(read);
  });

  test('refuses a public address that is too long to stand in a receipt', () => {
    expect(faultsOf({ PUBLIC_BASE_URL: `https://oubli.example.org/${'a'.repeat(200)}` })).toEqual([
      'PUBLIC_BASE_URL is too long for a receipt: at most 200 characters.',
    ]);
  });

  test('a base address may end with a slash', () => {
    expect(readConfig({ ...good, PUBLIC_BASE_URL: 'https://oubli.example.org/app//' }).http.publicBaseUrl).toBe(
      'https://oubli.example.org/app',
    );
  });
});

describe('.env', () => {
  test('gives what the environment leaves open and never overrides it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'oubli env '));
    const path = join(folder, '.env');
    writeFileSync(path, 'PATH=/from-the-file\n# a comment\nOUBLI_ONLY_IN_FILE="with spaces"\n');
    expect(readProcessEnv(path)).toMatchObject({ OUBLI_ONLY_IN_FILE: 'with spaces', PATH: process.env['PATH'] });
    rmSync(folder, { recursive: true });
    expect(readProcessEnv(path)).not.toHaveProperty('OUBLI_ONLY_IN_FILE');
  });

  test('leaves the servers open to the operator, who then finds those that stand-alone mode started', () => {
    const folder = mkdtempSync(join(tmpdir(), 'oubli env '));
    mkdirSync(join(folder, '.oubli'));
    writeFileSync(join(folder, '.oubli', 'services.env'), 'MONGODB_URI=from-services\nREDIS_URL=from-services\n');
    writeFileSync(join(folder, '.env'), 'REDIS_URL=from-the-file\n');
    expect(readOperatorEnv(folder)).toMatchObject({ MONGODB_URI: 'from-services', REDIS_URL: 'from-the-file' });
    expect(readProcessEnv(join(folder, '.env'))).not.toHaveProperty('MONGODB_URI');
  });
});
