/**
 * One mongod and one Redis serve the whole run; each test file has a database of its own (test/support). The runner gives files no
 * sandbox of their own, in which each would load the product and its packages anew: that was a third of the run.
 */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  runner: '<rootDir>/test/support/runner.mjs',
  testSequencer: '<rootDir>/test/support/sequencer.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/support/time-limits.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  maxWorkers: 2,
};
