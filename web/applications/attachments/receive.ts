/** The files of one form, one after the other: each is whole and kept, or not there at all. */
import { createHash } from 'node:crypto';
import type { AttachmentKind, Openness } from '../../../domain/application/attachments.js';
import type { Verdict } from '../../../scanning/clamd.js';
import { detect } from '../../files/detect.js';
import { nameFor, shownName, titleFrom } from '../../files/names.js';
import { fileTypes, typeNamed, type FileFault } from '../../files/types.js';
import { UploadStopped, type IncomingFile, type IncomingFiles } from '../../middleware/upload-body.js';
import type { Services } from '../../services.js';
import { addAttachment, noteUnkept, type By, type NotDone } from './keep.js';

export type Outcome = { name: string } & (
  | { kept: true; scan: 'off' | 'waiting' | 'clean' }
  | { fault: FileFault | 'tooLarge' | 'infected' | 'interrupted' | 'busy' }
  /** By its name one of those that are taken in, and by its content none of them. */
  | { fault: 'notAsNamed'; ending: string; type: string }
  | NotDone
);
export type Received = {
  outcomes: Outcome[];
  /** No more was read: the connection broke, or the form was too large. */
  stopped: UploadStopped['why'] | null;
};

/** What the form says of all its files. */
export type Marks = { kind: AttachmentKind; openness: Openness; opennessReason: string };

export async function receive(services: Services, by: By, files: IncomingFiles, marks: Marks): Promise<Received> {
  const outcomes: Outcome[] = [];
  const looking: Looking = { scanner: services.scan, full: false };
  try {
    for await (const file of files) outcomes.push(await receiveOne({ services, by, marks, looking }, file));
  } catch (error) {
    if (!(error instanceof UploadStopped)) throw error;
    return { outcomes, stopped: error.why };
  }
  return { outcomes, stopped: null };
} // prettier-ignore

/** A scanner that has not answered once, or a room that was full, is not waited for again in the same form. */
type Looking = { scanner: Services['scan']; full: boolean };
type Receiving = { services: Services; by: By; marks: Marks; looking: Looking };

/** Read only when there is room for it among all that is received at once. */
async function receiveOne(receiving: Receiving, file: IncomingFile): Promise<Outcome> {
  const { services, by, looking } = receiving;
  const name = shownName(file.name);
  const broken = async (error: unknown): Promise<never> => {
    if (error instanceof UploadStopped) await noteUnkept(services.prisma, by, { what: 'interrupted', name });
    throw error;
  };
  const giveBack = looking.full ? null : await services.room.take(file.most);
  if (!giveBack) {
    looking.full = true;
    await file.skip().catch(broken);
    return { name, fault: 'busy' };
  }
  try {
    return await keepOne(receiving, file, await file.read().catch(broken));
  } finally {
    giveBack();
  }
}

async function keepOne(
  { services, by, marks, looking }: Receiving,
  file: IncomingFile,
  bytes: Buffer | 'tooLarge',
): Promise<Outcome> {
  const { prisma } = services;
  const name = shownName(file.name);
  if (bytes === 'tooLarge') return { name, fault: 'tooLarge' };
  const found = await detect(bytes);
  if ('fault' in found) return refusedFile(name, found.fault);

  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const verdict = await look(services, looking, bytes);
  if (typeof verdict === 'object') {
    await noteUnkept(prisma, by, { what: 'infected', name, size: bytes.length, sha256, signature: verdict.signature });
    return { name, fault: 'infected' };
  }
  const { contentType } = fileTypes[found.type];
  const kept = nameFor(file.name, found.type);
  const done = await addAttachment(prisma, by, { ...marks, title: titleFrom(kept), name: kept, contentType, bytes, sha256, scan: verdict }); // prettier-ignore
  return 'done' in done ? { name: kept, kept: true, scan: verdict } : { name, ...done };
}

function refusedFile(name: string, fault: FileFault): Outcome {
  const says = fault === 'unknownType' ? typeNamed(name) : undefined;
  return says ? { name, fault: 'notAsNamed', ending: says.ending, type: says.name } : { name, fault };
}

async function look(
  { log, scan }: Services,
  looking: Looking,
  bytes: Buffer,
): Promise<'off' | 'waiting' | 'clean' | Extract<Verdict, { kind: 'infected' }>> {
  if (!scan) return 'off';
  if (!looking.scanner) return 'waiting';
  try {
    const verdict = await looking.scanner(bytes);
    return verdict.kind === 'clean' ? 'clean' : verdict;
  } catch (error) {
    log.warn({ err: error }, 'the virus scanner did not answer');
    looking.scanner = null;
    return 'waiting';
  }
} // prettier-ignore
