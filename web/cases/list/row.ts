/** A case as the list and its exports have it. */
import { missingKinds } from '../../../domain/application/attachments.js';
import type { Process } from '../../../prisma/generated/client.js';
import type { Place } from '../../../prisma/rank.js';

export const processFields = { id: true, subjectId: true, state: true, waitsFor: true, countyGovernorCode: true, municipalityCode: true, lastSeq: true, appliedSeq: true } as const; // prettier-ignore
export type CaseProcess = Pick<Process, keyof typeof processFields>;

/** What an application is without though its call asks for it. */
export type Missing = { what: 'attachment'; kind: string } | { what: 'rank' };

type Asks = { rankRequired: boolean; requiredAttachments: readonly string[] };
/** A municipality’s only application needs no rank. */
export const missingOf = (
  call: Asks,
  attachments: readonly { kind: string }[],
  place: Place | undefined,
): Missing[] => [
  ...(call.rankRequired && place?.place === null ? [{ what: 'rank' as const }] : []),
  ...missingKinds(call.requiredAttachments, attachments).map((kind) => ({ what: 'attachment' as const, kind })),
];

export type CaseRow = {
  id: string;
  /** A project that was taken over has no application. */
  kind: 'grant' | 'project';
  office: string;
  number: string;
  title: string;
  municipality: string;
  municipalityCode: string;
  /** The municipality’s own order; absent where it has one application only, or for who may not see the case’s content. */
  place?: Place | undefined;
  call: string;
  state: string;
  waitsFor: string;
  officer: string | null;
  officerId: string | null;
  /** In conflict: that the case is there, and nothing of its content. */
  hidden: boolean;
  /** Whole kroner; null where they are not known, or for who may not see the case’s content. So are costs and own contribution. */
  applied: number | null;
  costs: number | null;
  own: number | null;
  /** Own contribution of the costs, whole percent. */
  share: number | null;
  sectors: string[];
  areas: string[];
  missing: Missing[];
  /** Epoch ms. */
  receivedAt: number | null;
  /** First instant too late, epoch ms: the municipality’s answer, or the promised decision. */
  deadline: number | null;
  /** What a command to it is judged by; null where there is none. */
  process: CaseProcess | null;
};

/** Whole percent; null where there are no costs. */
export const shareOf = (own: number, costs: number): number | null =>
  costs === 0 ? null : Math.round((100 * own) / costs);

/** As a person types it, anywhere in the text. */
export const containing = (text: string) => ({
  contains: text.replace(/[\\%_]/g, '\\$&'),
  mode: 'insensitive' as const,
});
