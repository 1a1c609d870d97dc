import { type Response } from 'express';

import { readReference } from '../../domain/reference.ts';
import { sendProblem } from '../problem.ts';
import { fieldOf, listSchema } from './entries.ts';

/** A page of a list. `after`: the last reference of the page before. */
export interface Page {
  readonly limit: number;
  readonly after?: string;
}

/** Reads which page is asked for; `null`: it is wrong, which is answered. */
export function readPage(query: unknown, response: Response): Page | null {
  const page = listSchema.safeParse(query);
  const after = page.success && page.data.after !== undefined ? readReference(page.data.after) : undefined;
  if (page.success && after !== null) return { limit: page.data.limit, ...(after === undefined ? {} : { after }) };
  const field = page.success ? 'after' : fieldOf(page.error);
  const detail = 'A query parameter is wrong.';
  sendProblem(response, { status: 422, code: 'invalid', detail, ...(field === null ? {} : { field }) });
  return null;
}

/** The page should begin after something that is not in the list: another's, nobody's, or gone. Begun anew it would never end. */
export function refuseAfter(response: Response): void {
  const detail = 'There is nothing of yours after which the page could begin.';
  sendProblem(response, { status: 422, code: 'invalid', detail, field: 'after' });
}

/** What leads to the page that follows; empty where none does. */
export function nextOf(found: readonly { readonly reference: string }[], { limit }: Page): { readonly next?: string } {
  const last = found.at(-1);
  return found.length === limit && last !== undefined ? { next: last.reference } : {};
}
