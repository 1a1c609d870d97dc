import { type RequestDesk } from '../conversation/effect-desk.ts';
import { toInstant } from '../domain/instant.ts';
import { leavesSomething } from '../domain/request.ts';
import { expectedBy } from './clocks.ts';
import { type RequestRecord } from './request-record.ts';

/** What is said of a request to whoever may ask: of which kind it is and how it stands, nobody's name and not what the part is. */
export type RequestStanding = NonNullable<Awaited<ReturnType<RequestDesk['status']>>>;

/** How a request stands. In words: `flows/standing.ts`. */
export function standingOf(request: RequestRecord): RequestStanding {
  const { matter, reference, state } = request;
  const dueAt = expectedBy(request);
  return {
    ...{ right: matter.right, reference, state: state.name },
    ...(state.name === 'cancelled' && state.because === 'everything' ? { because: 'everything' } : {}),
    dueAt: dueAt === null ? null : toInstant(dueAt),
    ...(matter.right === 'erasure' && matter.part !== null ? { isPart: true } : {}),
    ...(leavesSomething(state) ? { somethingStays: true } : {}),
  };
}
