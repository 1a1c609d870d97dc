import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';

import { describe, expect, test } from '../support/jest.ts';

import { examineEnv } from '../../src/config/config.ts';
import { envVariables } from '../../src/config/env.ts';
import { good } from '../config/good-env.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const ours = z.object({
  image: z.literal('oubli'),
  env_file: z.literal('.env'),
  environment: z.record(z.string(), z.string()),
  volumes: z.array(z.string()),
  command: z.array(z.string()).optional(),
  entrypoint: z.array(z.string()).optional(),
});
const composeFile = z.object({
  services: z.object({ server: ours, worker: ours, oubli: ours, mongodb: z.object({}), redis: z.object({}) }),
  volumes: z.record(z.string(), z.null()),
});
const { services, volumes } = composeFile.parse(parse(read('compose.yaml'), { merge: true }));
const processes = Object.entries({ server: services.server, worker: services.worker, oubli: services.oubli });

const dockerfile = read('Dockerfile').split('\n');
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
const serverCommand = z.array(z.string()).parse(JSON.parse(/^CMD (.*)$/m.exec(read('Dockerfile'))?.[1] ?? ''));

describe('compose.yaml', () => {
  test.each(processes)('%s starts with it, once the secrets of .env are filled in', (_name, { environment }) => {
    const { META_APP_SECRET, META_VERIFY_TOKEN, MASTER_KEY } = good;
    const variables = {
      ...parseEnv(read('.env.example')),
      META_APP_SECRET,
      META_VERIFY_TOKEN,
      MASTER_KEY,
      ...environment,
    };
    expect(examineEnv(variables).faults).toEqual([]);
    expect(Object.keys(environment).filter((name) => !(name in envVariables))).toEqual([]);
  });

  test.each(processes)('%s finds its files on a volume that the image has made a folder for', (_name, service) => {
    const { KEY_FILE = '', JOURNAL_FILE = '', BACKUP_FOLDER = '' } = service.environment;
    const mounts = service.volumes.map((one) => one.split(':'));
    expect(mounts.map(([name]) => name)).toEqual(Object.keys(volumes).filter((name) => name !== 'mongodb'));
    const made = dockerfile.find((line) => line.startsWith('RUN install -d -o node -g node -m 700 '))?.split(' ') ?? [];
    for (const path of [KEY_FILE, JOURNAL_FILE, `${BACKUP_FOLDER}/a`]) {
      expect(mounts.some(([, folder = '-']) => path.startsWith(`${folder}/`))).toBe(true);
      expect(made).toContain(path.slice(0, path.lastIndexOf('/')));
    }
  });

  test('each process is started as package.json starts it', () => {
    expect(serverCommand.join(' ')).toBe(scripts['server:built']);
    expect(services.worker.command?.join(' ')).toBe(scripts['worker:built']);
    expect(services.oubli.entrypoint).toEqual(['node', scripts['oubli']?.replace(/^tsx (.*)\.ts$/, 'dist/$1.js')]);
  });
});

describe('Dockerfile', () => {
  const copied = dockerfile
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
    .flatMap((line) => line.split(' ').slice(1, -1));

  test('copies what is there, and .dockerignore lets all of that in and nothing else', () => {
    expect(copied.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([]);
    const [first, ...allowed] = read('.dockerignore').trim().split('\n');
    expect(first).toBe('*');
    expect(allowed.map((line) => line.slice(1)).toSorted()).toEqual(copied.toSorted());
  });

  test('copies every folder that the build compiles from', () => {
    const build = z.object({ include: z.array(z.string()) }).parse(JSON.parse(read('tsconfig.build.json')));
    expect(copied).toEqual(expect.arrayContaining([...build.include, 'scripts/services']));
  });

  test('has the Node.js of .nvmrc', () => {
    const images = dockerfile.filter((line) => line.startsWith('FROM '));
    expect(images).not.toEqual([]);
    for (const line of images) expect(line).toMatch(new RegExp(`^FROM node:${read('.nvmrc').trim()}-`));
  });
});
