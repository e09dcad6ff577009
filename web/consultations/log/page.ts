/** `/horinger/:id/logg`: who answered for which municipality and when, and everything that was said before the last. For the office. */
import type { Crumb, WhereNow } from '../../components/models.js';
import { inForm } from '../../calls/call.js';
import { shownProcess } from '../../log/shown.js';
import { userPage, wideView, type UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import { consultationSubject, crumbOf, loadHere, officeList } from '../consultation.js';
import { askedOf } from '../reading.js';
import { whereNowOf } from '../where-now.js';

export type LogModel = {
  case: true;
  breadcrumbs: Crumb[];
  heading: string;
  whereNow: WhereNow;
  answered: {
    municipality: string;
    answers: { who: string; at: number; counts: boolean; replies: { question: string; choice: string | null; text: string }[] }[];
  }[];
  missing: string[];
}; // prettier-ignore

async function log(context: UserContext) {
  const { services, t, language } = context;
  const loaded = await loadHere(context);
  const { consultation } = loaded;
  const asked = await askedOf(services.prisma, consultation.id);
  const question = (position: number): string => {
    const { textNb, textNn } = consultation.questions.find((one) => one.position === position)!;
    return `${position}. ${inForm(language, textNb, textNn)}`;
  };
  const model: LogModel = {
    case: true,
    breadcrumbs: [{ text: t('consultations.office.title'), href: officeList(consultation.countyGovernorCode) }, crumbOf(context, loaded)], // prettier-ignore
    heading: t('consultations.log.title'),
    whereNow: await whereNowOf(context, loaded, null),
    answered: asked
      .filter(({ answers }) => answers.length > 0)
      .map(({ name, answers }) => ({
        municipality: name,
        answers: answers.map(({ author, at, replies }, i) => ({
          who: fullName(author),
          at: at.getTime(),
          counts: i === 0,
          replies: replies.map(({ position, choice, text }) => ({
            question: question(position),
            choice: choice && t(`consultations.choice.${choice}`),
            text,
          })),
        })),
      })),
    missing: asked.filter(({ answers }) => answers.length === 0).map(({ name }) => name),
  };
  return wideView('consultations/log/log', model.heading, model);
}

export const logPage = userPage({
  path: '/horinger/:id/logg',
  access: { can: 'consultation.read', subject: consultationSubject },
  personal: shownProcess('consultation'),
  get: log,
});
