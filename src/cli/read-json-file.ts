import { readFileSync } from 'node:fs';

import { errorCode, OubliError } from '../domain/errors.ts';

/** Reads a text file. @throws OubliError `file_unreadable`. */
export function readTextFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const isMissing = errorCode(error) === 'ENOENT';
    const what = isMissing ? 'There is no such file' : `The file cannot be read (${errorCode(error)})`;
    throw new OubliError('file_unreadable', `${what}: ${path}`);
  }
}

/** Reads a JSON file. The parser's own message is not passed on: it quotes the file, which may hold secrets. */
export function readJsonFile(path: string): unknown {
  const text = readTextFile(path);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const line = at === undefined ? '' : ` (line ${text.slice(0, Number(at)).split('\n').length})`;
    throw new OubliError('file_not_json', `The file is no JSON${line}: ${path}`);
  }
}
