import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../support/jest.ts';

import { runAuditVerify } from '../../src/cli/audit-verify.ts';
import { createAuditLog } from '../../src/proof/audit-log.ts';
import { type AuditStore } from '../../src/proof/audit-store.ts';
import { createWriteHeadDown } from '../../src/proof/head-file.ts';
import { createAuditStore } from '../../src/stores/audit-log.ts';
import { keptOutput } from '../cli/run-cli.ts';
import { openTestModels, type TestModels } from '../support/models.ts';

let opened: TestModels;
let store: AuditStore;
let folder: string;
let path: string;
beforeAll(async () => {
  opened = await openTestModels();
  store = createAuditStore({ entries: opened.models.auditEntry, nodes: opened.models.auditNode });
});
afterAll(() => opened.close());
beforeEach(async () => {
  await Promise.all([opened.models.auditEntry.deleteMany({}), opened.models.auditNode.deleteMany({})]);
  folder = mkdtempSync(join(tmpdir(), 'oubli-heads-'));
  path = join(folder, 'heads.jws');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The log grows by one, and a process that has just started writes its head down. */
async function headWritten(): Promise<void> {
  const log = createAuditLog({ store });
  await log.append([{ type: 'incident.restore', at: '2026-11-26T02:00:00.000Z', erasures: 1 }]);
  const { size, root } = await log.head();
  const payload = Buffer.from(JSON.stringify({ size, root: root.toString('base64url') })).toString('base64url');
  await createWriteHeadDown({ path, signTreeHead: () => Promise.resolve({ size, jws: `e30.${payload}.e30` }) })();
}

async function verified(): Promise<{ readonly isWell: boolean; readonly text: string }> {
  const { output, text } = keptOutput();
  return { isWell: await runAuditVerify(output, store, path), text: text() };
}

describe('the file of heads', () => {
  test('loses no head to a line that a crash has cut off: the next one stands on a line of its own', async () => {
    await headWritten();
    const whole = readFileSync(path, 'utf8');
    writeFileSync(path, whole.slice(0, -9));
    await headWritten();
    await headWritten();
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(4);
    const { isWell, text } = await verified();
    expect(isWell).toBe(false);
    expect(text).toContain('Line 1 of the file');
    expect(text).toContain('each of the 2 heads');
  });

  test('is well when every line can be read, and blank ones do not move the count', async () => {
    await headWritten();
    expect(await verified()).toMatchObject({ isWell: true });
    appendFileSync(path, '\nnot a head\n');
    expect((await verified()).text).toContain('Line 3 of the file');
  });
});
