import { OubliError } from '../domain/errors.ts';
import { type RequestChange, type RequestRecord } from './request-record.ts';
import { type RequestStore } from './request-store.ts';

/** Times a decision is made again when somebody else was faster. */
const maxTries = 20;

export interface Decision<Answer> {
  /** `null`: nothing to write. */
  readonly change: RequestChange | null;
  readonly answer: Answer;
}

/**
 * Loads a request, decides, and writes the decision if nobody was faster; else loads and decides again.
 * @throws OubliError `request_missing`, `request_contended`, and whatever `on` throws.
 */
export async function decide<Answer>(
  store: RequestStore,
  requestId: string,
  on: (request: RequestRecord) => Decision<Answer> | Promise<Decision<Answer>>,
): Promise<{ readonly answer: Answer; readonly request: RequestRecord; readonly isChanged: boolean }> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const request = await store.byId(requestId);
    if (request === null) throw new OubliError('request_missing', 'There is no request with this id.');
    const { change, answer } = await on(request);
    if (change === null) return { answer, request, isChanged: false };
    const changed = await store.change(request, change);
    if (changed !== null) return { answer, request: changed, isChanged: true };
  }
  throw new OubliError('request_contended', 'A request changed too often at once.', { retry: 'yes' });
}
