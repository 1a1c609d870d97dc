import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

import { OubliError } from '../../domain/errors.ts';
import { readTextFile } from '../read-json-file.ts';

/** A webhook body as it stands in its file, placeholders included. */
export interface Payload {
  /** Path of the file as given or found. */
  readonly name: string;
  readonly text: string;
}

/**
 * Reads files and folders. A folder is read with all folders in it, by name, so that `01-…`, `02-…` play in order.
 * `index.json`, which lists fixtures, is no payload.
 * @throws OubliError `file_unreadable` or `nothing_to_replay`.
 */
export function readPayloads(paths: readonly string[]): readonly Payload[] {
  const files = paths.flatMap((path) => filesAt(path));
  if (files.length === 0) throw new OubliError('nothing_to_replay', 'There is no .json file in what was named.');
  return files.map((name) => ({ name, text: readTextFile(name) }));
}

function filesAt(path: string): readonly string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new OubliError('file_unreadable', `There is no such file or folder: ${path}`);
  if (!stats.isDirectory()) return [path];
  const names = readdirSync(path).toSorted();
  return names.flatMap((name) => {
    const inside = join(path, name);
    if (statSync(inside).isDirectory()) return filesAt(inside);
    return name.endsWith('.json') && basename(name) !== 'index.json' ? [inside] : [];
  });
}
