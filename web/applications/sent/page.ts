/** The files of what was sent in, for the municipality and for the office that handles it. */
import { processIdOf } from '../../../domain/lifecycles.js';
import { loadCase } from '../../cases/case.js';
import { shownCase } from '../../log/shown.js';
import { notFound, redirect, userPage, type Answer, type UserContext } from '../../page.js';
import { subjectOf } from '../../where.js';
import { applicationSubject } from '../case.js';
import { sentFile } from './reading.js';

const file = async ({ services, params }: UserContext): Promise<Answer> =>
  (await sentFile(services.prisma, processIdOf('grant', params['id']!), params['fil']!)) ?? notFound;

export const sentFilePage = userPage({
  path: '/soknader/:id/innsendt/:fil',
  access: { can: 'application.read', subject: applicationSubject },
  personal: shownCase('application.read'),
  get: file,
});

/** With all its people: for who reads the whole case. */
export const caseFilePage = userPage({
  path: '/saker/:id/innsendt/:fil',
  access: {
    can: 'case.content',
    subject: ({ services, params }) => subjectOf(services.prisma, 'grant', params['id']),
  },
  personal: shownCase('case.content'),
  async get(context) {
    const found = await loadCase(context.services.prisma, context.params['id'], context.user);
    // Who may not read it all, or not yet, is told why on the case’s own page.
    return found?.sight === 'open' && found.seesPeople ? file(context) : redirect(`/saker/${context.params['id']!}`);
  },
});
