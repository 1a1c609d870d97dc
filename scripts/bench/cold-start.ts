import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { environmentOf, makeSecrets } from '../../test/support/product/product.ts';
import { freePort } from '../services/free-port.ts';
import { startServices } from '../services/start-services.ts';
import { type Bench, type BenchOptions, type BenchResult } from './bench.ts';
import { answersReady, builtFile, startNode } from './built-process.ts';
import { median, rounded, roundedAll, timed } from './figures.ts';

const root = join(import.meta.dirname, '../..');

/** From nothing to `/readyz` 200, the downloads done: built, and by the loader that `npm run standalone` uses. */
export const coldStart: Bench = {
  name: 'cold-start',
  what: 'stand-alone mode from nothing to /readyz 200, downloads done',
  run: measure,
};

async function measure({ isFull, say }: BenchOptions): Promise<BenchResult> {
  const turns = isFull ? 9 : 3;
  const seen: Record<'floor' | 'fresh' | 'again' | 'tsx', number[]> = { floor: [], fresh: [], again: [], tsx: [] };
  for (let turn = 0; turn < turns; turn += 1) {
    seen.floor.push(await servicesAlone());
    const built = await standAlone(builtFile('src/standalone.ts'), []);
    seen.fresh.push(built.fresh);
    seen.again.push(built.again);
    const loader = ['--import', import.meta.resolve('tsx')];
    seen.tsx.push((await standAlone(join(root, 'src/standalone.ts'), loader)).fresh);
  }
  const [floor, fresh, again, tsx] = [seen.floor, seen.fresh, seen.again, seen.tsx].map(median);
  const figures = { floorMs: floor ?? NaN, builtMs: fresh ?? NaN, builtAgainMs: again ?? NaN, tsxMs: tsx ?? NaN };
  say(
    `  built: ${figures.builtMs.toFixed(0)} ms on an empty folder, ${figures.builtAgainMs.toFixed(0)} ms on a used one; from TypeScript: ${figures.tsxMs.toFixed(0)} ms`,
  );
  say(
    `  floor: MongoDB and Redis alone ${figures.floorMs.toFixed(0)} ms; ${(figures.builtMs / figures.floorMs).toFixed(2)} ×`,
  );
  return {
    bounds: [
      { what: 'cold start built, in ms', seen: rounded(figures.builtMs), below: 5_000 },
      { what: 'cold start from TypeScript, in ms', seen: rounded(figures.tsxMs), below: 5_000 },
    ],
    figures: roundedAll({ ...figures, timesFloor: figures.builtMs / figures.floorMs }),
  };
}

async function servicesAlone(): Promise<number> {
  const environment = { ...process.env, MONGODB_URI: undefined, REDIS_URL: undefined };
  const startedAt = performance.now();
  const services = await startServices({ environment });
  const tookMs = performance.now() - startedAt;
  await services.stop();
  return tookMs;
}

/** Twice in the same folder: the second finds its data again. */
async function standAlone(
  file: string,
  flags: readonly string[],
): Promise<{ readonly fresh: number; readonly again: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'oubli-bench-'));
  // One set: what was sealed under another MASTER_KEY would be refused.
  const secrets = makeSecrets();
  try {
    const start = async (): Promise<number> => {
      const port = await freePort();
      // Empty addresses count as none given: it brings its own servers.
      const environment = environmentOf({ mongodbUri: '', redisUrl: '', redisPrefix: '' }, secrets, {
        graphUrl: 'http://127.0.0.1:9',
        smtpUrl: 'smtp://127.0.0.1:9',
        port,
      });
      let end: () => Promise<void> = () => Promise.resolve();
      const tookMs = await timed(async () => {
        const started = await startNode({
          file,
          flags,
          environment,
          workingFolder: folder,
          logFile: join(folder, 'standalone.log'),
          isReady: () => answersReady(port),
        });
        end = () => started.end();
      });
      await end();
      return tookMs;
    };
    return { fresh: await start(), again: await start() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
