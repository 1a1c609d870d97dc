import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'node_modules/.cache/oubli-programs');

/** What tests start as processes of their own. */
const programs = {
  cli: 'src/cli.ts',
  server: 'src/server.ts',
  worker: 'src/worker.ts',
  'rotate-forever': 'test/keys/rotate-forever.ts',
};
export type Program = keyof typeof programs;

/** Where the program is that {@link buildPrograms} made. */
export function programFile(program: Program): string {
  return join(folder, `${program}.js`);
}

/** What the MongoDB driver loads only where it is installed. */
const absent = [
  '@aws-sdk/credential-providers',
  '@mongodb-js/zstd',
  'aws4',
  'gcp-metadata',
  'kerberos',
  'mongodb-client-encryption',
  'snappy',
  'socks',
];

/**
 * Makes one file of each program and all that it imports. A run starts some hundred processes: without finding, reading and
 * translating 2,000 files each time, one begins in a third of the time.
 */
export async function buildPrograms(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: programs,
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: absent,
    // CommonJS packages ask for Node's own modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
}
