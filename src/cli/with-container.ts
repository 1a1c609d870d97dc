// `import type`, unlike `import { type … }`, leaves nothing behind: the container is loaded below and not here.
import type { Container } from '../container.ts';

/** Builds everything, uses it, and closes it. Loaded late: drivers take a second, which `--help` and `replay` need not wait for. */
export async function withContainer<Result>(use: (container: Container) => Promise<Result>): Promise<Result> {
  const { useContainer } = await import('./use-container.ts');
  return useContainer(use);
}
