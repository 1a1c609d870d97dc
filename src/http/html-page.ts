import { randomBytes } from 'node:crypto';

import { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';

import { type Locale } from '../domain/locale.ts';
import { directionOf, escapeHtml } from '../notifications/write-mail.ts';

/** What a page's handlers find in `response.locals`. */
export interface PageLocals {
  /** Only style and script that carry it are run. */
  readonly nonce: string;
}

/** How every page looks; each adds its own to it. */
export const pageStyle = `
:root { color-scheme: light dark; }
body { font: 1.05rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 0 auto; padding: 1.5rem 1rem; }
h1 { font-size: 1.4rem; }
.note { font-size: .9rem; }`;

/** The frame of every page: no search engine keeps it, no address is told on. @param body safe HTML. */
export function htmlPage(page: {
  readonly locale: Locale;
  readonly title: string;
  readonly style: string;
  readonly body: string;
  readonly nonce: string;
}): string {
  const { locale, title, style, body, nonce } = page;
  return [
    '<!doctype html>',
    `<html lang="${locale}" dir="${directionOf(locale)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex, nofollow, noarchive">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(title)}</title>`,
    `<style nonce="${nonce}">${style}</style>`,
    '</head>',
    '<body>',
    body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** In front of a page that nobody may keep: a nonce, nothing from elsewhere, in no frame, no form, no cache, no index. */
export const privatePage: readonly RequestHandler[] = [withNonce, headersOf(), unkept];

function withNonce(_request: Request, response: Response, next: NextFunction): void {
  response.locals['nonce'] = randomBytes(16).toString('base64url');
  next();
}

function unkept(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Robots-Tag', 'noindex, nofollow, noarchive');
  next();
}

function headersOf(): RequestHandler {
  const nonce = (_request: unknown, response: unknown): string =>
    `'nonce-${(response as { locals: PageLocals }).locals.nonce}'`;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [nonce],
        styleSrc: [nonce],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}
