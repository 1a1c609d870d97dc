import { existsSync } from 'node:fs';

/** Says in words that nothing was built yet: Node itself names a file that it cannot find. */
const [, , program = ''] = process.argv;
if (!existsSync(new URL(`../dist/src/${program}.js`, import.meta.url))) {
  console.error(
    `There is no built ${program} in dist/. Make it first: npm run build (docs/how-to/run-in-production.md).`,
  );
  process.exitCode = 1;
}
