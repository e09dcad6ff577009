/** The virus scanner, over clamd’s INSTREAM: length and bytes, a zero length, one line back. */
import { connect, type NetConnectOpts, type Socket } from 'node:net';

export type Verdict = { kind: 'clean' } | { kind: 'infected'; signature: string };

/** Looks at a file. Throws when the scanner cannot be reached, does not answer in time, or says that it could not look. */
export type Scan = (bytes: Uint8Array) => Promise<Verdict>;

export class ScannerFault extends Error {}

const CHUNK = 64 * 1024;
const LONGEST_ANSWER = 4096;

/** "host:port", or the path of a socket. */
export function scannerAt(address: string): NetConnectOpts {
  if (address.startsWith('/')) return { path: address };
  const url = new URL(`tcp://${address}`);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) };
}

/** `timeoutMs` is for the whole look. */
export function clamd(address: string, { timeoutMs = 30_000 }: { timeoutMs?: number } = {}): Scan {
  const at = scannerAt(address);
  return async (bytes) => {
    const socket = connect({ ...at, noDelay: true });
    const late = setTimeout(() => socket.destroy(new ScannerFault('no answer in time')), timeoutMs);
    try {
      const [answer] = await Promise.all([answerOf(socket), send(socket, bytes)]);
      return verdictOf(answer);
    } finally {
      clearTimeout(late);
      socket.destroy();
    }
  };
}

/** An answer that comes before all is sent ends the sending: the scanner has seen enough. */
async function send(socket: Socket, bytes: Uint8Array): Promise<void> {
  const write = (data: Uint8Array | string): Promise<boolean> =>
    new Promise((done) => socket.write(data, (error) => done(!error)));
  await write('zINSTREAM\0');
  for (let from = 0; from < bytes.length; from += CHUNK) {
    const chunk = bytes.subarray(from, from + CHUNK);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    if (!(await write(length)) || !(await write(chunk))) return;
  }
  await write(Buffer.alloc(4));
}

async function answerOf(socket: Socket): Promise<string> {
  let answer = '';
  for await (const piece of socket) {
    answer += (piece as Buffer).toString('utf8');
    if (answer.includes('\0') || answer.length > LONGEST_ANSWER) break;
  }
  return answer.replace(/\0[\s\S]*/, '').trim();
}

/** "stream: OK", "stream: Eicar-Signature FOUND", "… ERROR". */
function verdictOf(answer: string): Verdict {
  if (/^stream: OK$/.test(answer)) return { kind: 'clean' };
  const signature = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (signature) return { kind: 'infected', signature };
  throw new ScannerFault(answer === '' ? 'no answer' : answer.slice(0, 200));
}
