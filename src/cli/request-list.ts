import { type RequestStateName } from '../domain/request.ts';
import { type RequestOperator } from '../requests/request-operator.ts';
import { type Output } from './output.ts';
import { tableLines } from './table.ts';

/** Lists requests of all tenants, newest first. No states: all of them. */
export async function runRequestList(
  output: Output,
  requests: Pick<RequestOperator, 'list'>,
  { states, limit }: { readonly states: readonly RequestStateName[]; readonly limit: number },
): Promise<void> {
  const found = await requests.list(states.length === 0 ? { limit } : { states, limit });
  if (found.length === 0) {
    output.line('There is no such request.');
    return;
  }
  const rows = found.map(({ reference, state, openedAt, dueAt, attempts, blocked }) => [
    reference,
    state,
    openedAt,
    dueAt ?? '–',
    String(attempts),
    blocked === null ? '' : `${blocked.store}: ${blocked.reason}`,
  ]);
  const head = ['REFERENCE', 'STATE', 'OPENED', 'DUE', 'TRIES', 'BLOCKED BY'];
  for (const line of tableLines([head, ...rows])) output.line(line);
}
