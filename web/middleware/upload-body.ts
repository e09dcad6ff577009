/**
 * Forms with files (multipart/form-data). The fields before the first file are read at once, so that the form’s token is checked like any
 * other’s; the files wait, unread, until the page asks for them one at a time. Nothing is written to disk.
 */
import { on } from 'node:events';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { Request, RequestHandler } from 'express';
import { attachmentLimits } from '../../domain/application/attachments.js';

/** Why no more is read: the connection broke, or there is more than all files may be together. */
export class UploadStopped extends Error {
  readonly why: 'interrupted' | 'tooMuch';
  readonly status = 400;
  readonly expose = true;
  constructor(why: UploadStopped['why']) {
    super(why);
    this.why = why;
  }
}

export type IncomingFile = {
  /** As the browser says it. */
  name: string;
  /** It takes no more memory than this, in bytes: a file’s limit, or less where the whole form is less. */
  most: number;
  /** All of it, or that it is larger than a file may be; the rest is then let go. Throws `UploadStopped`. */
  read(): Promise<Buffer | 'tooLarge'>;
  /** Lets it go as it comes. Throws `UploadStopped`. */
  skip(): Promise<void>;
};

/** Read one before asking for the next. Ends by throwing `UploadStopped` when it was stopped. */
export type IncomingFiles = AsyncIterable<IncomingFile>;

/** What is read of one request, in bytes: every file a form may have at its largest, so that each gets its own answer. */
const MOST_READ = attachmentLimits.files * attachmentLimits.bytes + 1024 * 1024;
/** After an answer that came early the sender has so long to notice. */
const LINGER_MS = 10_000;

const waiting = new WeakMap<Request, IncomingFiles>();
/** The files of the form that was posted; undefined when it is a form without any. */
export const incomingFiles = (req: Request): IncomingFiles | undefined => waiting.get(req);

const badRequest = (): Error => Object.assign(new Error('the form cannot be read'), { status: 400, expose: true });

function parserOf(req: Request): BusboyInstance | null {
  try {
    return new Busboy({
      headers: req.headers as BusboyHeaders,
      preservePath: true,
      limits: {
        fileSize: attachmentLimits.bytes,
        files: 50,
        fields: 20,
        fieldSize: 20_000,
        parts: 70,
        headerPairs: 20,
      },
    });
  } catch {
    return null;
  }
}

export const uploadBody: RequestHandler = (req, res, next) => {
  if (!/^multipart\/form-data\b/i.test(req.get('Content-Type') ?? '')) return next();
  const parser = parserOf(req);
  if (!parser) return next(badRequest());

  const stopping = new AbortController();
  const stop = (why: UploadStopped['why']): void => {
    req.unpipe(parser);
    stopping.abort(new UploadStopped(why));
  };
  const fields: Record<string, string | string[]> = {};
  let begun = false;
  const begin = (error?: unknown): void => {
    if (begun) return;
    begun = true;
    req.body = fields;
    next(error);
  };
  parser.on('field', (name, value) => {
    const before = fields[name];
    if (!begun) fields[name] = before === undefined ? value : [before, value].flat();
  });
  // Before the page’s own listener: nothing is lost while the token and the person are looked up.
  const events = on(parser, 'file', { close: ['finish'], signal: stopping.signal });
  const length = Number(req.get('Content-Length')) || Infinity;
  waiting.set(req, filesOf(events, { stopped: stopping.signal, most: Math.min(length, attachmentLimits.bytes) }));
  parser.on('file', (_name, stream) => {
    stream.on('error', () => undefined); // told to who reads it
    begin();
  });
  parser.on('finish', () => begin());
  parser.on('error', () => {
    stop('interrupted');
    begin(badRequest());
  });
  let read = 0;
  req.on('data', (piece: Buffer) => {
    read += piece.length;
    if (read > MOST_READ && !stopping.signal.aborted) stop('tooMuch');
  });
  res.once('close', () => {
    if (!req.complete) stop('interrupted');
    begin(new UploadStopped('interrupted'));
  });
  res.once('finish', () => letGo(req, parser));
  req.pipe(parser);
};

type Reading = { stopped: AbortSignal; most: number };

async function* filesOf(events: AsyncIterable<unknown[]>, { stopped, most }: Reading): AsyncGenerator<IncomingFile> {
  try {
    for await (const [, stream, name] of events as AsyncIterable<[string, BusboyFileStream, string | undefined]>) {
      // A file field where nothing was chosen.
      if (!name) stream.resume();
      else
        yield {
          name,
          most,
          read: () => readWhole(stream, { stopped, keep: true }),
          skip: async () => void (await readWhole(stream, { stopped, keep: false })),
        };
    }
  } catch (error) {
    throw stopped.aborted ? (stopped.reason as UploadStopped) : error;
  }
}

type Keeping = { stopped: AbortSignal; keep: boolean };

function readWhole(stream: BusboyFileStream, { stopped, keep }: Keeping): Promise<Buffer | 'tooLarge'> {
  return new Promise((resolve, reject) => {
    let pieces: Buffer[] = [];
    const cut = (): void => {
      pieces = [];
      reject(stopped.reason as UploadStopped);
    };
    if (stopped.aborted) return cut();
    stopped.addEventListener('abort', cut, { once: true });
    (stream as Readable).on('data', (piece: Buffer) => {
      if (keep && !stream.truncated) pieces.push(piece);
    });
    stream.on('limit', () => (pieces = []));
    stream.on('error', () => reject(new UploadStopped('interrupted')));
    stream.on('end', () => {
      stopped.removeEventListener('abort', cut);
      resolve(stream.truncated ? 'tooLarge' : Buffer.concat(pieces));
    });
  });
}

/** Answered before all was read: the rest is thrown away, for a while, so that the browser gets to see the answer. */
function letGo(req: Request, parser: BusboyInstance): void {
  if (req.complete) return;
  req.unpipe(parser);
  req.resume();
  const cut = setTimeout(() => req.socket.destroy(), LINGER_MS).unref();
  req.once('close', () => clearTimeout(cut)).once('end', () => clearTimeout(cut));
}
