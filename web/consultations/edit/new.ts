/** `/embete/:kode/horinger/ny`: the draft begins with its first save, and its process with it. */
import { randomUUID } from 'node:crypto';
import { lastDayOf } from '../../../domain/calendar/index.js';
import { usualDue } from '../../../domain/consultation/rules.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { createProcessRow } from '../../../prisma/process-rows.js';
import type { Fault } from '../../components/models.js';
import { answerCommand, heldRole, isId, tokens } from '../../forms.js';
import { officeSubject } from '../../news/own.js';
import { userPage, type Answer, type UserContext } from '../../page.js';
import { officeList, placeOf } from '../consultation.js';
import { draw } from './draw.js';
import { readChoices, type Choices } from './office.js';
import { parse } from './parse.js';
import { createDraft } from './save.js';
import { blankQuestion, changedQuestions, postedValues, withoutBlanks, type Values } from './values.js';

type Drawing = { choices: Choices; id: string; values: Values; faults?: Fault[] };

function form(context: UserContext, { choices, id, values, faults = [] }: Drawing): Answer {
  const { t } = context;
  return draw(context, {
    choices,
    values,
    faults,
    breadcrumbs: [
      { text: choices.name, href: `/embete/${choices.code}` },
      { text: t('consultations.office.title'), href: officeList(choices.code) },
    ],
    heading: t('consultations.edit.newHeading'),
    action: `${officeList(choices.code)}/ny`,
    tokens: tokens(context, processIdOf('consultation', id), 'create'),
    hidden: [{ name: 'id', value: id }],
  });
}

async function look(context: UserContext): Promise<Answer> {
  const choices = await readChoices(context, context.params['kode']!);
  const empty = { titleNb: '', titleNn: '', textNb: '', textNn: '', questions: [blankQuestion] };
  const asked = context.query.get('utlysning') ?? '';
  const values: Values = {
    ...empty,
    dueOn: lastDayOf(usualDue(context.now)),
    callId: choices.calls.some(({ value }) => value === asked) ? asked : '',
    countyCodes: choices.counties.map(({ value }) => value),
  };
  return form(context, { choices, id: randomUUID(), values });
}

async function create(context: UserContext): Promise<Answer> {
  const { params, body, t, now, user } = context;
  const code = params['kode']!;
  const choices = await readChoices(context, code);
  const posted = postedValues(context);
  const asked = body['id'];
  const id = isId(asked) ? asked : randomUUID();
  const again = (faults: Fault[], values = posted): Promise<Answer> =>
    Promise.resolve(form(context, { choices, id, values, faults }));
  const changed = changedQuestions(posted, body['action']);
  if (changed) return again([], changed);
  const counties = choices.counties.map(({ value }) => value);
  const callIds = choices.calls.map(({ value }) => value);
  const { content, faults } = parse(posted, { t, counties, callIds, whole: body['action'] === 'review', now });
  if (!content) return again(faults, withoutBlanks(posted));
  const command = {
    processId: processIdOf('consultation', id),
    name: 'create',
    content: { ...content, dueAt: content.dueAt.getTime() },
    actorRole: heldRole(user, 'consultation', 'create', placeOf({ countyGovernorCode: code })),
    write: async (tx: Parameters<typeof createProcessRow>[0], createdAt: Date) => {
      const made = { countyGovernorCode: code, createdAt };
      await createDraft(tx, { id, authorId: user.id, ...made, content });
      await createProcessRow(tx, { kind: 'consultation', subjectId: id, parentId: null, callId: null, municipalityCode: null, ...made }); // prettier-ignore
    },
  };
  const next = body['action'] === 'review' ? 'send' : 'rediger';
  return answerCommand(context, command, { receipt: `/horinger/${id}/${next}`, again });
}

export const newPage = userPage({
  path: '/embete/:kode/horinger/ny',
  access: { can: 'consultation.write', subject: officeSubject },
  personal: 'none',
  get: look,
  post: create,
});
