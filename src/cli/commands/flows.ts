import { type Command } from 'commander';

import { type Terminal } from '../terminal.ts';

/** `flows draw [--check]`. */
export function addFlowsCommands(program: Command, { output, fail }: Terminal): void {
  const flows = program.command('flows').description('The conversations as pictures.');
  flows
    .command('draw')
    .description('Draws the state diagrams in the READMEs of flows/ from the code.')
    .option('--check', 'write nothing; fail when a picture is not what the code does')
    .action(async ({ check = false }: { readonly check?: boolean }) => {
      const { drawFlows } = await import('../flows/flows-draw.ts');
      const stale = drawFlows(process.cwd(), { isCheck: check });
      if (stale.length === 0) output.line('Every picture is fresh.');
      else
        output.line(
          check
            ? `Not fresh: ${stale.join(', ')}. Run: npm run oubli -- flows draw`
            : `Drawn anew: ${stale.join(', ')}`,
        );
      if (check && stale.length > 0) fail();
    });
}
