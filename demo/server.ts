import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { SignJWT } from 'jose';
import { type Consultation, consult } from './consult.ts';
import { bundleReactPage } from './react-bundle.ts';
import { type DemoPerson, demoPartner, demoVisitors } from './seed-people.ts';

export interface DemoPagesOptions {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** Origin of the API, which also serves the widget; without a slash at the end. */
  readonly apiUrl: string;
  /** HS256 secret that the partner `demo` shares with the API. */
  readonly partnerSecret: string;
}

export interface DemoPages {
  /** Origin of the pages, without a slash at the end. */
  readonly url: string;
  stop(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/**
 * The site of a fictional partner, on an origin of its own: its pages, its sign-in, and the few lines of back end
 * that a partner writes, which sign a token for whoever is signed in.
 */
export async function startDemoPages(options: DemoPagesOptions): Promise<DemoPages> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) send(response, 500, 'text/plain', 'Something went wrong.');
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: DemoPagesOptions) {
  const { pathname } = new URL(request.url ?? '/', 'http://demo');
  const route = `${request.method === 'HEAD' ? 'GET' : request.method} ${pathname}`;
  if (route === 'POST /session-token') return sendToken(request, response, options);
  if (route === 'GET /me')
    return send(response, 200, 'application/json', JSON.stringify(studentOf(request) ?? null));
  if (route === 'GET /students') return send(response, 200, 'application/json', JSON.stringify(demoVisitors));
  if (route === 'POST /sign-in' || route === 'POST /sign-out') return signIn(request, response);
  if (route === 'POST /consult') return sendAdvice(request, response, options);
  if (route === 'GET /react-app.js') {
    const script = (await bundleReactPage()).replaceAll('{{api}}', options.apiUrl);
    return send(response, 200, TYPES.js as string, script);
  }
  if (!route.startsWith('GET ')) return send(response, 405, 'text/plain', 'Method not allowed');
  return sendPage(response, pathname, options);
}

/** What every partner writes: a short token for the person whose session cookie came along. */
async function sendToken(
  request: IncomingMessage,
  response: ServerResponse,
  { partnerSecret }: DemoPagesOptions,
) {
  const student = studentOf(request);
  if (!student) return send(response, 401, 'text/plain', 'Nobody is signed in.');
  const { externalId, name, email, locale, timezone } = student;
  const token = await new SignJWT({ name, email, locale, timezone, role: 'student' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(demoPartner)
    .setAudience('mentor-booking')
    .setSubject(externalId)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(new TextEncoder().encode(partnerSecret));
  return send(response, 200, 'text/plain', token);
}

/** `POST /sign-in` with the student's id as its body; anything else signs out. */
async function signIn(request: IncomingMessage, response: ServerResponse) {
  const body = await readBody(request, 200);
  if (body === undefined) return send(response, 413, 'text/plain', 'Too much');
  const student = demoVisitors.find(({ externalId }) => externalId === body);
  const cookie = `student=${student?.externalId ?? 'nobody'}; Max-Age=86400; Path=/; HttpOnly; SameSite=Lax`;
  response.setHeader('Set-Cookie', cookie);
  return send(response, 200, 'application/json', JSON.stringify(student ?? null));
}

/** The embed doctor: `POST /consult` with a `Consultation` as JSON. */
async function sendAdvice(request: IncomingMessage, response: ServerResponse, { apiUrl }: DemoPagesOptions) {
  // Other sites must not send their visitors' browsers here to fetch pages.
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    return send(response, 415, 'text/plain', 'JSON is expected.');
  const body = await readBody(request, 1_500_000);
  if (body === undefined) return send(response, 413, 'application/json', '{"refused":"too_large"}');
  let asked: Consultation;
  try {
    const { address, html } = JSON.parse(body);
    asked = { ...(typeof address === 'string' && { address }), ...(typeof html === 'string' && { html }) };
  } catch {
    return send(response, 400, 'text/plain', 'JSON is expected.');
  }
  const { localPort } = request.socket;
  const ownOrigins = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${localPort}`);
  const advice = await consult(asked, { apiUrl, ownOrigins });
  return send(response, 200, 'application/json', JSON.stringify(advice));
}

/** The body as text; undefined when it has more than `most` characters. */
async function readBody(request: IncomingMessage, most: number): Promise<string | undefined> {
  let body = '';
  request.setEncoding('utf8');
  for await (const chunk of request) {
    body += chunk;
    if (body.length > most) return undefined;
  }
  return body;
}

/** A first visit finds the first student signed in, so that the page can be tried at once. */
function studentOf(request: IncomingMessage): DemoPerson | undefined {
  const sub =
    /(?:^|;\s*)student=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? demoVisitors[0]?.externalId;
  return demoVisitors.find(({ externalId }) => externalId === sub);
}

/** A file beside this one; `{{api}}` in it becomes the origin of the API. */
async function sendPage(response: ServerResponse, pathname: string, { apiUrl }: DemoPagesOptions) {
  const [, name = '', extension = ''] =
    /^\/([\w-]+)\.(html|css|js|svg)$/.exec(pathname === '/' ? '/index.html' : pathname) ?? [];
  const type = TYPES[extension];
  if (!type) return send(response, 404, 'text/plain', 'Not found');
  try {
    const page = await readFile(new URL(`${name}.${extension}`, import.meta.url), 'utf8');
    if (name === 'strict') response.setHeader('Content-Security-Policy', strictPolicy(apiUrl));
    return send(response, 200, type, page.replaceAll('{{api}}', apiUrl));
  } catch {
    return send(response, 404, 'text/plain', 'Not found');
  }
}

/** Of all that is loaded, only two directives name the booking server: `script-src` and `connect-src`. */
function strictPolicy(apiUrl: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${apiUrl}`,
    `connect-src 'self' ${apiUrl}`,
    "style-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}
