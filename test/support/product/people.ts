import { type Graph } from '../graph/graph.ts';
import { type Person } from '../graph/person.ts';
import { type PersonOptions } from '../graph/world.ts';
import { staffPhone } from './business.ts';

/** Adds the staff member, without whom notices by WhatsApp go nowhere. */
export function addStaff(graph: Graph): Person {
  return graph.addPerson({ phone: staffPhone, bsuid: 'US.2000000000000000009', name: 'Staff Fictive' });
}

/** Adds somebody new; numbers are of a range kept for fiction (+1 650 555 01xx, a hundred of them). */
export function addSomebody(graph: Graph, index: number, rest: Partial<PersonOptions> = {}): Person {
  const two = String(index).padStart(2, '0');
  return graph.addPerson({
    phone: `165055501${two}`,
    bsuid: `US.10000000000000000${two}`,
    name: `Person ${two}`,
    ...rest,
  });
}
