import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { SignJWT } from 'jose';
import { type DemoPerson, demoPartner, demoStudents } from './seed-people.ts';

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

/** Who can sign in to the demo university; the first is signed in at a first visit. */
const students: readonly DemoPerson[] = demoStudents.slice(0, 4);

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
  if (route === 'GET /students') return send(response, 200, 'application/json', JSON.stringify(students));
  if (route === 'POST /sign-in' || route === 'POST /sign-out') return signIn(request, response);
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
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > 200) return send(response, 413, 'text/plain', 'Too much');
  }
  const student = students.find(({ externalId }) => externalId === body);
  const cookie = `student=${student?.externalId ?? 'nobody'}; Max-Age=86400; Path=/; HttpOnly; SameSite=Lax`;
  response.setHeader('Set-Cookie', cookie);
  return send(response, 200, 'application/json', JSON.stringify(student ?? null));
}

/** A first visit finds the first student signed in, so that the page can be tried at once. */
function studentOf(request: IncomingMessage): DemoPerson | undefined {
  const sub = /(?:^|;\s*)student=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? students[0]?.externalId;
  return students.find(({ externalId }) => externalId === sub);
}

/** A file beside this one; `{{api}}` in it becomes the origin of the API. */
async function sendPage(response: ServerResponse, pathname: string, { apiUrl }: DemoPagesOptions) {
  const [, name = '', extension = ''] =
    /^\/([\w-]+)\.(html|css|js|svg)$/.exec(pathname === '/' ? '/index.html' : pathname) ?? [];
  const type = TYPES[extension];
  if (!type) return send(response, 404, 'text/plain', 'Not found');
  try {
    const page = await readFile(new URL(`${name}.${extension}`, import.meta.url), 'utf8');
    return send(response, 200, type, page.replaceAll('{{api}}', apiUrl));
  } catch {
    return send(response, 404, 'text/plain', 'Not found');
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}
