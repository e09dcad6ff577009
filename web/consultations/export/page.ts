/** `/horinger/:id/svar.csv`, `.xlsx` and `.json`: every answer that counts, one line for each question. Public when it has closed. */
import { formatInstant, localDate } from '../../../domain/calendar/index.js';
import { inForm } from '../../calls/call.js';
import { notFound, openPage, type Answer, type Page, type PageContext } from '../../page.js';
import { csv } from '../../public/csv.js';
import { xlsx, xlsxType } from '../../xlsx.js';
import { loadConsultation, seesAnswers, type ConsultationRow } from '../consultation.js';
import { askedOf, type Asked } from '../reading.js';

const columns = ['code', 'municipality', 'receivedAt', 'number', 'question', 'choice', 'text'] as const;

type Found = { consultation: ConsultationRow; state: string; asked: Asked[] };

async function find({ services, params, user }: PageContext): Promise<Found | null> {
  const loaded = await loadConsultation(services.prisma, params['id']);
  if (!loaded?.consultation.openedAt || !seesAnswers(user, loaded.consultation)) return null;
  const { consultation, process } = loaded;
  return { consultation, state: process.state, asked: await askedOf(services.prisma, consultation.id) };
}

function rowsOf({ t, language }: PageContext, { consultation, asked }: Found) {
  const question = (position: number): string => {
    const { textNb, textNn } = consultation.questions.find((one) => one.position === position)!;
    return inForm(language, textNb, textNn);
  };
  return asked.flatMap(({ code, name, answers: [last] }) =>
    (last?.replies ?? []).map(({ position, choice, text }) => [
      code,
      name,
      formatInstant(last!.at.getTime()),
      position,
      question(position),
      choice && t(`consultations.choice.${choice}`),
      text,
    ]),
  );
}

const headOf = ({ t }: PageContext): string[] => columns.map((column) => t(`consultations.export.column.${column}`));
const nameOf = ({ now }: PageContext, kind: string): string => `horingssvar-${localDate(now)}.${kind}`;

function asCsv(context: PageContext, found: Found): Answer {
  const body = csv([headOf(context), ...rowsOf(context, found)]);
  return { kind: 'file', name: nameOf(context, 'csv'), contentType: 'text/csv; charset=utf-8', body };
}

async function asXlsx(context: PageContext, found: Found): Promise<Answer> {
  const { titleNb, titleNn } = found.consultation;
  const body = await xlsx({
    name: inForm(context.language, titleNb, titleNn),
    head: headOf(context),
    rows: rowsOf(context, found),
    widths: [10, 20, 24, 10, 50, 14, 80],
  });
  return { kind: 'file', name: nameOf(context, 'xlsx'), contentType: xlsxType, body };
}

/** For machines: both written forms, codes instead of words, instants in UTC; who was asked and has not answered has no answer. */
function asJson(_context: PageContext, { consultation, state, asked }: Found): Answer {
  const { id, countyGovernor, titleNb, titleNn, textNb, textNn, openedAt, dueAt, closedAt, questions, summarisedAt } = consultation; // prettier-ignore
  const { summaryNb, summaryNn } = consultation;
  const body = {
    id,
    state,
    governor: countyGovernor,
    title: { nb: titleNb, nn: titleNn },
    text: { nb: textNb, nn: textNn },
    openedAt,
    dueAt,
    closedAt,
    questions: questions.map(({ position, kind, textNb: nb, textNn: nn }) => ({ number: position, kind, nb, nn })),
    answers: asked.map(({ code, name, answers: [last] }) => ({
      municipality: { code, name },
      receivedAt: last?.at ?? null,
      replies: (last?.replies ?? []).map(({ position, choice, text }) => ({ number: position, choice, text })),
    })),
    summary: summarisedAt && { at: summarisedAt, nb: summaryNb, nn: summaryNn },
  };
  return { kind: 'json', body };
}

const exportPage = (kind: string, write: (context: PageContext, found: Found) => Answer | Promise<Answer>): Page =>
  openPage({
    path: `/horinger/:id/svar.${kind}`,
    access: { public: true },
    get: async (context) => {
      const found = await find(context);
      return found ? write(context, found) : notFound;
    },
  });

export const exports: Page[] = [exportPage('csv', asCsv), exportPage('xlsx', asXlsx), exportPage('json', asJson)];
