/** Several commands of one form, each with its own token and its own result. */
import type { Refusal } from '../../domain/errors.js';
import { isRefusal } from '../../domain/errors.js';
import type { Kind } from '../../domain/lifecycle.js';
import type { BulkResults, Fault, FormTokens } from '../components/models.js';
import { answerCommand, commandText, isId, refusalText, tokenId, tokens, type FormCommand } from '../forms.js';
import { notFound, type UserContext } from '../page.js';

/** As many as one form may carry. */
const most = 200;

/** The name of the hidden field with a row’s token. */
const fieldOf = (processId: string): string => `token.${processId}`;

/** Hidden field of one row; the form’s own `_csrf` goes for all. */
export const rowToken = (context: UserContext, processId: string, command: string): { name: string; value: string } => {
  const { token }: FormTokens = tokens(context, processId, command);
  return { name: fieldOf(processId), value: token };
};

export type SentAll = { ids: string[]; faults: Fault[] };

/** Sends each; answers the ids of those received, and what stood in the way of the others. */
export async function sendAll(context: UserContext, forms: readonly FormCommand[]): Promise<SentAll> {
  const ids: string[] = [];
  const faults: Fault[] = [];
  for (const form of forms.slice(0, most)) {
    const body = { ...context.body, token: context.body[fieldOf(form.processId)] ?? '' };
    const own = { ...context, body };
    const again = (found: Fault[]) => {
      faults.push(...found);
      return Promise.resolve(notFound);
    };
    const answer = await answerCommand(own, form, { receipt: '/', again });
    const id = tokenId(own, form);
    if (answer.kind !== 'notFound' && id) ids.push(id);
  }
  return { ids, faults: faults.filter(({ text }, i) => faults.findIndex((one) => one.text === text) === i) };
}

/** The address of the page that shows the results. */
export const resultsAt = (page: string, ids: readonly string[]): string =>
  `${page}${page.includes('?') ? '&' : '?'}resultat=${ids.map((id) => id.slice(0, 8)).join('.')}#svar`;

type Subject = { processId: string; kind: Kind; subjectId: string };

/** The results that `?resultat=` names; only those of who sent them. `titleOf` says what each is about. */
export async function resultsOf(
  context: UserContext,
  titleOf: (subjects: readonly Subject[]) => Promise<(processId: string) => string>,
): Promise<BulkResults | null> {
  const { services, query, user, t } = context;
  const heads = (query.get('resultat') ?? '').split('.').filter((head) => /^[0-9a-f]{8}$/.test(head));
  if (heads.length === 0) return null;
  const rows = await services.prisma.command.findMany({
    where: { actorId: user.id, OR: heads.slice(0, most).map((head) => ({ id: { startsWith: `${head}-` } })) },
    include: { process: { select: { kind: true, subjectId: true } } },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
  });
  const found = rows.filter(({ id }) => isId(id));
  if (found.length === 0) return null;
  const title = await titleOf(
    found.map(({ processId, process }) => ({
      processId,
      kind: process.kind as Kind,
      subjectId: process.subjectId,
    })),
  );
  return {
    heading: commandText(context, found[0]!.process.kind as Kind, found[0]!.name),
    rows: found.map(({ processId, process, name, status, refusal }): BulkResults['rows'][number] => ({
      what: title(processId),
      outcome: status === 'applied' ? 'applied' : status === 'refused' ? 'refused' : 'pending',
      text:
        status === 'applied'
          ? t(`common.done.${process.kind}.${name}`)
          : status === 'refused'
            ? refusalText(context, isRefusal(refusal ?? '') ? (refusal as Refusal) : 'closed')
            : t('people.bulk.pending'),
    })),
  };
}
