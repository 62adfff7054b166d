import { createServer, type RequestListener, type Server } from 'node:http';

/** How long a caller may take, ms. */
export interface Patience {
  /** To send the head of a request, from its first byte or from connecting. */
  readonly headMs: number;
  /** To send a whole request: 2 MB of mentors over a line of 25 kB a second take 80 s. */
  readonly requestMs: number;
}

/**
 * An HTTP server that waits for nobody for ever: who sends too slowly is answered with 408 and cut off, so that idle
 * connections cannot use up what the process may have.
 */
export function makeServer(
  listener: RequestListener,
  { headMs, requestMs }: Patience = { headMs: 15_000, requestMs: 120_000 },
): Server {
  return createServer(
    {
      headersTimeout: headMs,
      requestTimeout: requestMs,
      // How often it looks; Node's own 30 s would let every limit be late by as much.
      connectionsCheckingInterval: Math.min(5_000, headMs / 3),
      // Browsers that keep a connection open must not lose a request to our closing it first.
      keepAliveTimeout: 65_000,
    },
    (request, response) => {
      // HTTP/1.1 keeps a connection open without a word (RFC 9112 §9.3); Node's two headers take 48 bytes an answer.
      const { httpVersion, headers } = request;
      const isClosing = /close/i.test(headers.connection ?? '');
      if (httpVersion === '1.1' && !isClosing) response.removeHeader('Connection');
      listener(request, response);
    },
  );
}
