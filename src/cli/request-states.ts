import { type RequestStateName } from '../domain/request.ts';

export type { RequestStateName } from '../domain/request.ts';

/** Every state; a missing one fails to compile. */
const known: Readonly<Record<RequestStateName, true>> = {
  intent_shown: true,
  code_sent: true,
  code_locked: true,
  verified: true,
  waiting: true,
  on_hold: true,
  planning: true,
  erasing: true,
  scanning: true,
  blocked: true,
  erased: true,
  closed: true,
  answered: true,
  cancelled: true,
  expired: true,
};

/** The states of a request, in the order in which they come. */
export const requestStateNames = Object.keys(known) as readonly RequestStateName[];
