import { renameSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, test } from '../support/jest.ts';

import { type Deployment, openDeployment } from '../support/product/deployment.ts';

let deployment: Deployment;
beforeAll(async () => {
  deployment = await openDeployment();
}, 60_000);
afterAll(() => deployment.close());

/** What a process said that did not start. */
async function saidBy(starting: Promise<unknown>): Promise<string> {
  return starting.then(
    () => 'It started.',
    (error: unknown) => String(error),
  );
}

describe('a process without the journal of its database', () => {
  test('does not start, on this machine or another, and says what to do; with it, it does', async () => {
    const server = await deployment.startServer();
    const { journalFile } = deployment;
    renameSync(journalFile, `${journalFile}.elsewhere`);
    const said = await Promise.all([saidBy(deployment.startWorker()), saidBy(deployment.startWorker())]);
    for (const one of said) {
      expect(one).toContain('ended with 1 before it started');
      expect(one).toContain('is not at JOURNAL_FILE');
      expect(one).toContain('ledger adopt');
    }
    renameSync(`${journalFile}.elsewhere`, journalFile);
    await deployment.startWorker();
    expect(await server.stop()).toMatchObject({ code: 0 });
  }, 90_000);
});
