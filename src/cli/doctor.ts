import { type Fault } from '../config/env.ts';
import { errorCode } from '../domain/errors.ts';
import { type LedgerLook } from '../ledger/look-at-ledger.ts';
import { type Tenant } from '../tenants/tenant.ts';
import { type Check, printChecks } from './checks.ts';
import { type Output } from './output.ts';
import { sentenceOf } from './sentence.ts';

/** What can be looked at once the servers answer. */
export interface Ward {
  /** Collections that lack an index. */
  missingIndexes(): Promise<readonly string[]>;
  /** Whether MASTER_KEY, key file and database belong together. @throws OubliError of what does not fit. */
  checkKeys(): Promise<void>;
  /** Whether the journal of erasures would let a process start. @throws OubliError of what would not. */
  checkLedger(): Promise<LedgerLook>;
  tenants(): Promise<readonly Tenant[]>;
  /** Asks Meta about one tenant. */
  checkTenant(tenant: Tenant): Promise<readonly Check[]>;
  close(): Promise<void>;
}

export interface DoctorParts {
  readonly envFaults: readonly Fault[];
  /** Looks at the servers whose address is known. */
  readonly serverFaults: () => Promise<readonly Fault[]>;
  readonly open: () => Promise<Ward>;
}

/** Looks at everything a deployment needs, changes nothing, and says of each fault what to do. @returns whether all is well. */
export async function runDoctor(output: Output, { envFaults, serverFaults, open }: DoctorParts): Promise<boolean> {
  const isBasicsGood = printChecks(output, [...envChecks(envFaults), ...serverChecks(envFaults, await serverFaults())]);
  if (!isBasicsGood) {
    output.line();
    output.line('Indexes and tenants are looked at once these are mended.');
    return false;
  }
  const ward = await open();
  try {
    const isGood = await printWard(output, ward);
    output.line();
    output.line(isGood ? 'All is well.' : 'Not all is well: see FAIL above.');
    return isGood;
  } finally {
    await ward.close();
  }
}

async function printWard(output: Output, ward: Ward): Promise<boolean> {
  const missing = await ward.missingIndexes();
  const keysFault = await ward.checkKeys().then(() => null, sentenceOf);
  const { tenants, fault } = await readTenants(ward);
  const makeThem = `Missing in ${missing.join(', ')}. Starting a server or worker makes them.`;
  let isGood = printChecks(output, [
    { name: 'Every index is there', fault: missing.length === 0 ? null : makeThem },
    { name: 'MASTER_KEY and the key file are those of this database', fault: keysFault },
    await journalCheck(ward),
    { name: 'The tenants can be opened', fault },
  ]);
  if (tenants.length === 0 && fault === null) {
    output.line('–     There is no tenant yet (npm run oubli -- tenant add --file tenant.json)');
  }
  for (const tenant of tenants) {
    output.line();
    output.line(`${tenant.name} (${tenant.tenantId})`);
    isGood = printChecks(output, await ward.checkTenant(tenant)) && isGood;
  }
  return isGood;
}

async function journalCheck(ward: Ward): Promise<Check> {
  const name = 'The journal of erasures (JOURNAL_FILE) and the database agree';
  try {
    if ((await ward.checkLedger()) !== 'behind') return { name, fault: null };
    const what = 'The database was restored. Server and worker first erase again what it brought back.';
    return { name, fault: null, warning: { code: 'restore_detected', what } };
  } catch (error) {
    return { name, fault: sentenceOf(error) };
  }
}

/** A tenant that does not open was sealed under another master key: the one fault that loses everything, so it is named. */
async function readTenants(
  ward: Ward,
): Promise<{ readonly tenants: readonly Tenant[]; readonly fault: string | null }> {
  try {
    return { tenants: await ward.tenants(), fault: null };
  } catch (error) {
    const isSealed = errorCode(error) === 'seal_broken';
    const fault = isSealed ? 'They were sealed under another MASTER_KEY. Put the old one back.' : sentenceOf(error);
    return { tenants: [], fault };
  }
}

function envChecks(faults: readonly Fault[]): readonly Check[] {
  if (faults.length === 0) return [{ name: 'Every variable is set and strong', fault: null }];
  return faults.map(({ subject, what }) => ({ name: subject, fault: `It ${what}.` }));
}

const servers = [
  { subject: 'MongoDB', variable: 'MONGODB_URI', name: 'MongoDB answers and is a replica set' },
  { subject: 'Redis', variable: 'REDIS_URL', name: 'Redis answers and keeps its keys' },
] as const;

function serverChecks(envFaults: readonly Fault[], serverFaults: readonly Fault[]): readonly Check[] {
  return servers.map(({ subject, variable, name }) => {
    const isUnknown = envFaults.some((fault) => fault.subject === variable);
    const found = serverFaults.find((fault) => fault.subject === subject);
    if (isUnknown) return { name, fault: `Not looked at: ${variable} is missing or wrong.` };
    return { name, fault: found === undefined ? null : `${subject} ${found.what}.` };
  });
}
