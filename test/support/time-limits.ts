import { addEventHandler } from 'jest-circus';

/** What a test, or what is done before and after, may take unless it says otherwise, in milliseconds. */
const mostMs = 120_000;

/** The runner knows no time limits: each test and hook gets its own here, so that one that hangs is red and holds nobody up. */
addEventHandler((event, { currentDescribeBlock: { children, hooks } }) => {
  const last = event.name === 'add_hook' ? hooks.at(-1) : event.name === 'add_test' ? children.at(-1) : undefined;
  if (last === undefined || last.type === 'describeBlock') return;
  const run = last.fn as () => unknown;
  last.fn = () => limited(run, last.timeout ?? mostMs);
});

async function limited(run: () => unknown, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`This took longer than ${limitMs} ms.`)), limitMs);
  });
  try {
    await Promise.race([run(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
