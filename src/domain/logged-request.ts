import { type Instant } from './instant.ts';
import { type Right } from './request.ts';

/** How a request reached a business other than in the chat. */
export const loggedChannels = ['letter', 'email', 'phone', 'in_person'] as const;
export type LoggedChannel = (typeof loggedChannels)[number];

/** Such a request, as its person may hear of it. */
export interface Letter {
  readonly reference: string;
  readonly right: Right;
  readonly receivedAt: Instant;
  /** When the law wants it answered. */
  readonly dueAt: Instant;
}
