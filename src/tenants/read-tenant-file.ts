import { type z } from 'zod';

import { OubliError } from '../domain/errors.ts';
import { tenantFile, type TenantFile } from './tenant-file.ts';
import { type Deployment, type FileFault, ruleFaults } from './tenant-rules.ts';

/**
 * Reads a tenant file.
 * @throws OubliError `tenant_file_invalid`, which names every fault at once.
 */
export function readTenantFile(value: unknown, deployment: Deployment): TenantFile {
  const parsed = tenantFile.safeParse(value, { error: plainWords });
  const shapeFaults = parsed.success ? [] : parsed.error.issues.flatMap(toFaults);
  const faults = withoutDoubles([...shapeFaults, ...ruleFaults(value, deployment)]);
  if (parsed.success && faults.length === 0) return parsed.data;
  const lines = faults.map(({ path, what }) => `  ${path === '' ? 'the file' : path}: ${what}`);
  const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
  throw new OubliError('tenant_file_invalid', [`The tenant file has ${count} (docs/tenant.md):`, ...lines].join('\n'));
}

/** One fault a place: what is wrong with a field itself comes first. */
function withoutDoubles(faults: readonly FileFault[]): readonly FileFault[] {
  return faults.filter(({ path }, index) => faults.findIndex((one) => one.path === path) === index);
}

function toFaults(issue: z.core.$ZodIssue): readonly FileFault[] {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, what: issue.message }];
  return issue.keys.map((key) => ({ path: path === '' ? key : `${path}.${key}`, what: 'is not a field of the file' }));
}

/** Says a fault of shape in plain words, where the schema has none of its own. */
function plainWords(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_type') {
    return issue.input === undefined ? 'is missing' : `must be ${kindNames[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return `is too short or too small: at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `is too long or too big: at most ${issue.maximum}`;
  return 'is not valid';
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
};
