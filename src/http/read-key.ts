import express, { type NextFunction, type Request, type Response } from 'express';

const parseBody = express.json({ limit: '1kb' });

/** Reads the small JSON body. What is no such body is a key that does not fit: one answer for whatever is wrong with it. */
export function readKey(request: Request, response: Response, next: NextFunction): void {
  parseBody(request, response, (error?: unknown) => {
    if (error !== undefined) request.body = {};
    next();
  });
}

/** The key that was sent; empty for none. */
export function keyOf({ body }: Pick<Request, 'body'>): string {
  const { key } = (body ?? {}) as { readonly key?: unknown };
  return typeof key === 'string' ? key : '';
}
