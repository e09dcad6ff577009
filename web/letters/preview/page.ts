import type { LetterFacts } from '../../../domain/notices.js';
import { grantFor } from '../../../domain/roles.js';
import { decisionLetterFacts, letterRows, signedAwards, type Awards } from '../../../prisma/letter-facts.js';
import { readBoard } from '../../calls/allocation/board.js';
import { obstacle } from '../../cases/acting.js';
import { loadCase, numberOf, type OfficeCase } from '../../cases/case.js';
import type { Crumb } from '../../components/models.js';
import { notFound, redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { subjectOf } from '../../where.js';
import { letterText, type LetterText } from '../text.js';
import { shownProcess } from '../../log/shown.js';

export type PreviewModel = { breadcrumbs: Crumb[]; heading: string; place: string; text: LetterText };

/** The round as it is when all that is recommended has been decided. */
async function awardsOf({ services: { prisma } }: UserContext, { application }: OfficeCase): Promise<Awards> {
  const { call } = application;
  const signed = await signedAwards(prisma, call.id, call.budgetYear);
  const waiting = (await readBoard(prisma, call)).filter(
    (row) => row.state === 'recommended' && !row.signed && (row.given ?? 0) > 0,
  );
  return {
    awards: signed.awards + waiting.length,
    awarded: signed.awarded + waiting.reduce((sum, row) => sum + (row.given ?? 0), 0),
  };
}

async function factsOf(context: UserContext, found: OfficeCase, signs: boolean): Promise<LetterFacts | null> {
  const { services, user, now, t } = context;
  const recommendation = found.application.recommendations[0];
  if (!recommendation) return null;
  const application = await services.prisma.application.findUniqueOrThrow({
    where: { id: found.application.id },
    include: letterRows,
  });
  const facts = await decisionLetterFacts(services.prisma, application, {
    outcome: recommendation.outcome,
    awarded: new Map(recommendation.years.map(({ budgetYear, amount }) => [budgetYear, Number(amount)])),
    round: await awardsOf(context, found),
    approverId: signs ? user.id : null,
    deputyForId: signs ? grantFor(user.actor, 'approver', found.process)?.deputyFor : null,
    at: now,
  });
  return facts && { ...facts, approver: facts.approver || t('letters.preview.approver') };
}

/** For who may sign it, and for who may see the case. The signer reads what is signed, declared or not. */
async function show(context: UserContext): Promise<Answer> {
  const { services, params, user, t } = context;
  const found = await loadCase(services.prisma, params['id'], user);
  if (found?.process.state !== 'recommended') return notFound;
  const signs = obstacle(user, 'decide', found) === null;
  // Impartiality is declared first; the case’s own page says so.
  if (!signs && found.sight !== 'open') return redirect(`/saker/${found.application.id}`);
  const facts = await factsOf(context, found, signs);
  if (!facts) return notFound;
  const { application } = found;
  const heading = t('letters.preview.heading', { title: application.title });
  const model: PreviewModel = {
    breadcrumbs: [{ text: numberOf(application), href: `/saker/${application.id}` }],
    heading,
    place: t('letters.preview.lead'),
    text: letterText(facts),
  };
  return view('letters/preview/preview', heading, model);
}

/** The letter of a recommended case as it will be, word for word. */
export const previewPage = userPage({
  path: '/saker/:id/brev',
  access: {
    can: 'letter.preview',
    subject: ({ services, params }) => subjectOf(services.prisma, 'grant', params['id']),
  },
  personal: shownProcess('grant'),
  get: show,
});
