import { type RequestListener } from 'node:http';

/** Something that may be shut. */
interface Gate {
  isOpen(): boolean;
}

/**
 * Answers everything with 503 while the gate is shut: health, webhooks, API, pages. Meta and load balancers come back by
 * themselves.
 */
export function behindGate(gate: Gate, listener: RequestListener): RequestListener {
  return (request, response) => {
    if (gate.isOpen()) {
      listener(request, response);
      return;
    }
    // The body is not read: the connection ends with the answer.
    response.writeHead(503, {
      'Content-Type': 'text/plain; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      'Retry-After': '5',
      Connection: 'close',
    });
    response.end('unavailable');
  };
}
