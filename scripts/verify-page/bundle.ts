import { join } from 'node:path';

import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');
/** The module that the bundle is kept in: TypeScript, so that it is there under tsx and after `npm run build` alike. */
export const bundleFile = join(root, 'src/http/proof/page-script.ts');

/** Bundles the page's script for browsers. The same sources give the same text. */
export async function bundlePageScript(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/http/proof/page/main.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'oubli',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    legalComments: 'none',
    tsconfig: join(root, 'src/http/proof/page/tsconfig.json'),
  });
  const [script] = outputFiles;
  if (script === undefined) throw new Error('esbuild gave nothing.');
  const comment = '/** Made by `npm run build:verify-page` from page/main.ts. Not to be edited: a test compares it. */';
  return `${comment}\nexport const pageScript = ${JSON.stringify(script.text.trim())};\n`;
}
