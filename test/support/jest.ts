import type * as jestGlobals from '@jest/globals';

/** Jest's functions. `@jest/globals` gives them only inside of Jest's own sandbox, which the runner does without. */
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test } =
  globalThis as unknown as typeof jestGlobals;
