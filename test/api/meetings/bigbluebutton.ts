import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call that a server got. */
export interface BigBlueButtonCall {
  readonly name: string;
  readonly parameters: URLSearchParams;
  readonly isSigned: boolean;
}

/** A server that answers as BigBlueButton 3.0 does, on this machine. */
export interface BigBlueButtonServer {
  /** As `bbb-conf --secret` tells it. */
  readonly url: string;
  readonly secret: string;
  readonly calls: BigBlueButtonCall[];
  /** What it answers instead of an answer of its own. */
  misbehave: ((response: ServerResponse) => void) | undefined;
  /** Forgets its rooms, as a server does with those that stand empty. */
  forget(): void;
  stop(): void;
}

/** @param algorithm the one hash that it takes, as `supportedChecksumAlgorithms` narrows it */
export async function startBigBlueButton(algorithm = 'sha256'): Promise<BigBlueButtonServer> {
  const rooms = new Map<string, URLSearchParams>();
  const secret = '639259d4-9dd8-4b25-bf01-95f9567eaf4b';
  const server = createServer((request, response) => {
    if (state.misbehave) return state.misbehave(response);
    const [path = '', raw = ''] = (request.url ?? '').split('?');
    const name = /^\/bigbluebutton\/api\/(create|join)$/.exec(path)?.[1] ?? '';
    const parameters = new URLSearchParams(raw);
    // What is signed is the query as it came, without the checksum.
    const signed = raw.replace(/&?checksum=[^&]*/, '');
    const expected = createHash(algorithm).update(`${name}${signed}${secret}`).digest('hex');
    const isSigned = parameters.get('checksum') === expected;
    state.calls.push({ name, parameters, isSigned });
    const answer = (text: string, status = 200): void =>
      void response.writeHead(status, { 'Content-Type': 'text/xml' }).end(`<response>${text}</response>`);
    const failed = (key: string): void =>
      answer(`<returncode>FAILED</returncode><messageKey>${key}</messageKey><message>No &amp; no.</message>`);
    if (!name || request.method !== 'GET') return failed('unsupportedRequest');
    if (!isSigned) return failed('checksumError');
    const id = parameters.get('meetingID') ?? '';
    if (name === 'join') {
      const known = rooms.get(id);
      if (!known || parameters.get('createTime') !== createTime) return failed('mismatchCreateTimeParam');
      if (!/^(MODERATOR|VIEWER)$/.test(parameters.get('role') ?? '')) return failed('missingParamRole');
      return answer('in');
    }
    const title = parameters.get('name') ?? '';
    if (title.length < 2 || title.length > 64 || title.includes(',') || /[,]/.test(id)) {
      return failed('validationError');
    }
    const known = rooms.get(id);
    const isSame = ['attendeePW', 'moderatorPW'].every((each) => known?.get(each) === parameters.get(each));
    if (known && !isSame) return failed('idNotUnique');
    rooms.set(id, parameters);
    const warning = known ? '<messageKey>duplicateWarning</messageKey><message>It is there.</message>' : '';
    answer(`<returncode>SUCCESS</returncode><meetingID>${id}</meetingID>
      <createTime>${createTime}</createTime>${warning || '<messageKey></messageKey><message/>'}`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const state: BigBlueButtonServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bigbluebutton/`,
    secret,
    calls: [],
    misbehave: undefined,
    forget: () => rooms.clear(),
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
  return state;
}

const createTime = '1764547200000';
