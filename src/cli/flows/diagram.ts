import { type DrawnMove } from './explore.ts';

/** The moves of one flow as a mermaid state diagram: one line for each pair of states, what leads there, and what is asked for. */
export function diagramOf(flow: string, moves: readonly DrawnMove[]): string {
  const lines = new Map<string, { readonly from: string; readonly to: string; by: Set<string>; asks: Set<string> }>();
  for (const { from, to, by, asks } of moves) {
    const isOurs = from.startsWith(`${flow}/`) || (to.startsWith(`${flow}/`) && from === 'reception');
    if (!isOurs || (from === to && asks.length === 0)) continue;
    const key = `${from} ${shortOf(to, flow)}`;
    const line = lines.get(key) ?? { from, to, by: new Set<string>(), asks: new Set<string>() };
    line.by.add(by);
    for (const one of asks) line.asks.add(one);
    lines.set(key, line);
  }
  const drawn = [...lines.values()].map(({ from, to, by, asks }) => {
    const asked = asks.size === 0 ? '' : ` / ${[...asks].sort().join(', ')}`;
    return `  ${shortOf(from, flow)} --> ${shortOf(to, flow)} : ${[...by].join(', ')}${asked}`;
  });
  return ['```mermaid', 'stateDiagram-v2', ...drawn, '```'].join('\n');
}

/** A state of another flow is drawn by the name of that flow. */
function shortOf(name: string, flow: string): string {
  if (name === 'reception') return '[*]';
  const [of = '', state = ''] = name.split('/');
  return of === flow ? state : of.replaceAll('-', '_');
}
