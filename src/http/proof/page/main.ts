import { startPage } from './start-page.ts';

export { check } from './check.ts';

// Without a page (a test in a bare JavaScript realm) there is only the check.
if (typeof document !== 'undefined') startPage(document);
