/** A virus scanner that speaks clamd’s INSTREAM on a real socket and finds a word; what it answers can be changed. */
import { createServer, type AddressInfo, type Socket } from 'node:net';

export type FakeScanner = {
  address: string;
  /** What it does with the next files: look, answer with an error, say nothing, hang up, or answer in pieces. */
  mood: 'looks' | 'error' | 'silent' | 'hangsUp' | 'full' | 'inPieces';
  /** Every file it was given to its end. */
  seen: Buffer[];
  close(): Promise<void>;
};

/** What it finds: made of two so that no scanner finds it here. */
export const virus = Buffer.from(`X5O-not-a-virus-${'but-found-in-tests'}`);

export async function fakeScanner(): Promise<FakeScanner> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => undefined));
    let given = Buffer.alloc(0);
    if (scanner.mood === 'hangsUp') return void socket.destroy();
    socket.on('data', (piece) => {
      given = Buffer.concat([given, piece]);
      if (scanner.mood === 'full' && given.length > 200_000) socket.end('INSTREAM size limit exceeded. ERROR\0');
      const file = fileIn(given);
      if (file) answer(socket, file);
    });
  });
  const answer = (socket: Socket, file: Buffer): void => {
    scanner.seen.push(file);
    const verdict = file.includes(virus) ? 'stream: Test-Signature FOUND\0' : 'stream: OK\0';
    if (scanner.mood === 'looks') socket.end(verdict);
    if (scanner.mood === 'error') socket.end('stream: lstat() failed. ERROR\0');
    if (scanner.mood === 'inPieces') {
      socket.setNoDelay(true).write(verdict.slice(0, 4));
      setImmediate(() => socket.end(verdict.slice(4)));
    }
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const scanner: FakeScanner = {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    mood: 'looks',
    seen: [],
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return scanner;
}

/** The file of an INSTREAM that has come to its end; null while it has not. Throws for what is not the protocol. */
function fileIn(given: Buffer): Buffer | null {
  const command = 'zINSTREAM\0';
  if (given.length < command.length) return null;
  if (given.subarray(0, command.length).toString() !== command) throw new Error('this is not INSTREAM');
  const chunks: Buffer[] = [];
  for (let at = command.length; given.length >= at + 4;) {
    const length = given.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    if (given.length < at + 4 + length) return null;
    chunks.push(given.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
