import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** A browser of Chromium's kind: what `CHROME_PATH` names, or what is on PATH. `null`: there is none here. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | null {
  const { CHROME_PATH: named, PATH = '' } = environment;
  if (named !== undefined && named !== '') return named;
  const paths = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return paths.find(canRun) ?? null;
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
