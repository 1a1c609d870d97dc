import { type z } from 'zod';

import { OubliError } from '../../domain/errors.ts';
import { type Clock } from '../../domain/instant.ts';
import { allSpellings } from '../../domain/phone-spellings.ts';
import { type Identifier } from '../../domain/subject.ts';
import { type Intake, requireOwner } from '../../messaging/intake.ts';
import { type Telemetry } from '../../telemetry/telemetry.ts';
import { type Tenant } from '../../tenants/tenant.ts';
import { allowLongBody } from '../long-bodies.ts';
import { problemOf, sendProblem } from '../problem.ts';
import { type ApiHandler } from './authenticate.ts';
import { contactSchema, fieldOf, optInSchema } from './entries.ts';
import { type Line, readLines } from './read-lines.ts';

/** Rows of one import. */
const maxImportRows = 100_000;
/** Rows written at once: enough to share the database's group commits, few enough to leave it to others. */
const rowsAtOnce = 32;

/** What became of one row: `created`, `updated`, `unchanged`, `recorded`, or why it was left out. */
interface RowResult {
  readonly row: number;
  readonly code: string;
  readonly field?: string;
}

/** A kind of row: how it is read, and how it is put in. */
interface RowKind<Entry extends { readonly identifiers: readonly Identifier[] }> {
  readonly schema: () => z.ZodType<Entry>;
  readonly put: (tenant: Tenant, entry: Entry) => Promise<string>;
}

interface ImportParts {
  readonly intake: Intake;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

/** `POST /v1/imports/contacts` */
export function createImportContacts(parts: ImportParts): ApiHandler {
  const put = async (tenant: Tenant, entry: z.infer<typeof contactSchema>) =>
    (await parts.intake.contact(tenant, entry, 'import')).outcome;
  return createImport(parts, { schema: () => contactSchema, put });
}

/** `POST /v1/imports/opt-ins` */
export function createImportOptIns({ intake, telemetry, clock }: ImportParts): ApiHandler {
  return createImport(
    { telemetry },
    { schema: () => optInSchema(clock.now()), put: (tenant, entry) => intake.optIn(tenant, entry, 'import') },
  );
}

const ndjsonTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/x-jsonlines'];

const goodCodes: ReadonlySet<string> = new Set(['created', 'updated', 'unchanged', 'recorded']);

/** NDJSON in, one answer at the end with a result for every row: a bad row never takes a good one with it. */
function createImport<Entry extends { readonly identifiers: readonly Identifier[] }>(
  { telemetry }: Pick<ImportParts, 'telemetry'>,
  kind: RowKind<Entry>,
): ApiHandler {
  return async (request, response) => {
    if (!ndjsonTypes.some((type) => request.is(type) !== false)) {
      sendProblem(response, { status: 415, code: 'unsupported_type', detail: 'Send application/x-ndjson.' });
      return;
    }
    const { tenant } = response.locals;
    requireOwner(tenant);
    allowLongBody(request);
    const results: RowResult[] = [];
    let failedInARow = 0;
    let last: readonly RowResult[] = [];
    // When we stop early the caller is still there, to be told why: the request must not look given up.
    const body = request.iterator({ destroyOnReturn: false });
    for await (const wave of wavesOf(body, kind.schema(), results)) {
      last = await putWave(kind, tenant, wave, telemetry);
      failedInARow = last.every(isOurFault) ? failedInARow + last.length : 0;
      // The database is away: the rest would fail as well, slowly.
      if (failedInARow >= rowsAtOnce) throw interrupted();
      results.push(...last);
    }
    // It was away at the end, and there were too few rows left for that.
    if (last.some(({ code }) => code === 'unavailable')) throw interrupted();
    results.sort((left, right) => left.row - right.row);
    const refused = results.filter(({ code }) => !goodCodes.has(code)).length;
    telemetry.event('import_done', { rows: results.length, refused });
    response.json({ rows: results.length, refused, results });
  };
}

interface Row<Entry> {
  readonly row: number;
  readonly entry: Entry;
}

/**
 * Good rows, some at a time, no name twice in a wave, however it is written: rows with a common name keep their order. Bad rows go
 * to `results`.
 * Past {@link maxImportRows} the stream is read to its end without being kept, so that the answer arrives.
 */
async function* wavesOf<Entry extends { readonly identifiers: readonly Identifier[] }>(
  stream: AsyncIterable<unknown>,
  schema: z.ZodType<Entry>,
  results: RowResult[],
): AsyncGenerator<readonly Row<Entry>[]> {
  let wave: Row<Entry>[] = [];
  const named = new Set<string>();
  let rows = 0;
  for await (const line of readLines(stream)) {
    if (line.text?.trim() === '' || rows > maxImportRows) continue;
    rows += 1;
    const read = rows > maxImportRows ? { row: line.row, code: 'too_many_rows' } : readRow(line, schema);
    if ('code' in read) {
      results.push(read);
      continue;
    }
    const names = allSpellings(read.entry.identifiers).map(({ kind, value }) => `${kind}:${value}`);
    if (wave.length === rowsAtOnce || names.some((name) => named.has(name))) {
      yield wave;
      wave = [];
      named.clear();
    }
    wave.push(read);
    for (const name of names) named.add(name);
  }
  if (wave.length > 0) yield wave;
}

function readRow<Entry>({ row, text }: Line, schema: z.ZodType<Entry>): Row<Entry> | RowResult {
  let body: unknown;
  try {
    body = JSON.parse(text ?? '') as unknown;
  } catch {
    return { row, code: 'not_json' };
  }
  const read = schema.safeParse(body);
  if (read.success) return { row, entry: read.data };
  const field = fieldOf(read.error);
  return { row, code: 'invalid', ...(field === null ? {} : { field }) };
}

async function putWave<Entry extends { readonly identifiers: readonly Identifier[] }>(
  { put }: RowKind<Entry>,
  tenant: Tenant,
  wave: readonly Row<Entry>[],
  telemetry: Telemetry,
): Promise<readonly RowResult[]> {
  return Promise.all(
    wave.map(async ({ row, entry }): Promise<RowResult> => {
      try {
        return { row, code: await put(tenant, entry) };
      } catch (error) {
        const { code, status } = problemOf(error);
        if (status >= 500) telemetry.fault('import_row_failed', error);
        return { row, code };
      }
    }),
  );
}

function interrupted(): OubliError {
  return new OubliError('import_interrupted', 'An import stopped.', { retry: 'yes' });
}

function isOurFault({ code }: RowResult): boolean {
  return code === 'internal' || code === 'unavailable';
}
