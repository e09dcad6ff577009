/** `/saker/visninger`: a person’s own saved views of the list of cases: saved, renamed, deleted, one to begin with. */
import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../../prisma/generated/client.js';
import type { Crumb, Fault } from '../../components/models.js';
import { errorOf } from '../../components/models.js';
import { csrfOnly, isId } from '../../forms.js';
import { redirect, userPage, view, type Answer, type UserContext } from '../../page.js';
import { keptQuery, viewAddress, viewLimits, viewsOf } from '../list/views.js';

type ViewRow = { id: string; name: string; typed: string; href: string; isDefault: boolean; error: string | undefined };
export type ViewsModel = {
  breadcrumbs: Crumb[];
  faults: Fault[];
  done: string | null;
  csrf: string;
  rows: ViewRow[];
  /** A view that could not be saved as it was. */
  save: { query: string; name: string; isDefault: boolean; error: string | undefined } | null;
};

const nameOf = ({ body }: UserContext): string => (body['name'] ?? '').replace(/\s+/g, ' ').trim();
const dones = ['lagret', 'endret', 'slettet', 'valgt'] as const;

async function draw(context: UserContext, faults: Fault[] = []): Promise<Answer> {
  const { services, t, user, query, body } = context;
  const rows = await viewsOf(services.prisma, user.id);
  const saving = faults.length > 0 && body['do'] === 'save';
  const done = dones.find((one) => one === query.get('utfort'));
  const model: ViewsModel = {
    breadcrumbs: [{ text: t('common.menu.cases'), href: '/saker?vis=alle' }],
    faults,
    done: faults.length === 0 && done ? t(`caseList.views.done.${done}`) : null,
    csrf: csrfOnly(context),
    rows: rows.map((row) => {
      const error = errorOf(faults, `navn-${row.id}`);
      return { id: row.id, name: row.name, typed: error ? (body['name'] ?? '') : row.name, href: viewAddress(row), isDefault: row.isDefault, error };
    }),
    save: saving
      ? { query: keptQuery(body['query'] ?? ''), name: body['name'] ?? '', isDefault: body['default'] === 'ja', error: errorOf(faults, 'navn') }
      : null,
  };
  return view('cases/views/views', t('caseList.views.title'), model, faults.length > 0 ? 422 : undefined);
} // prettier-ignore

type Tx = Prisma.TransactionClient;
/** What is wrong with a name, as the end of a text’s key; null when nothing is. */
async function nameFault(tx: Tx, personId: string, name: string, id?: string): Promise<string | null> {
  if (name === '') return 'noName';
  if (name.length > viewLimits.name) return 'longName';
  const same = await tx.savedView.findFirst({
    where: { personId, name: { equals: name.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' }, ...(id ? { id: { not: id } } : {}) },
  });
  return same ? 'sameName' : null;
} // prettier-ignore

type Outcome = { done: (typeof dones)[number] } | { fault: string; fieldId: string };

async function save(context: UserContext, tx: Tx): Promise<Outcome> {
  const { user, body, now } = context;
  const name = nameOf(context);
  const fault = await nameFault(tx, user.id, name);
  if (fault) return { fault, fieldId: 'navn' };
  if ((await tx.savedView.count({ where: { personId: user.id } })) >= viewLimits.views)
    return { fault: 'tooMany', fieldId: 'navn' };
  const isDefault = body['default'] === 'ja';
  if (isDefault) await tx.savedView.updateMany({ where: { personId: user.id }, data: { isDefault: false } });
  await tx.savedView.create({
    data: { id: randomUUID(), personId: user.id, name, query: keptQuery(body['query'] ?? ''), isDefault, createdAt: new Date(now) },
  });
  return { done: 'lagret' };
} // prettier-ignore

/** To one that is there; of one that is not, nothing is said. */
async function change(context: UserContext, tx: Tx): Promise<Outcome> {
  const { user, body } = context;
  const id = body['id'];
  const found = isId(id) ? await tx.savedView.findFirst({ where: { id, personId: user.id } }) : null;
  if (!found) return { fault: 'gone', fieldId: 'svar' };
  switch (body['do']) {
    case 'delete':
      await tx.savedView.delete({ where: { id: found.id } });
      return { done: 'slettet' };
    case 'default':
    case 'plain':
      await tx.savedView.updateMany({ where: { personId: user.id }, data: { isDefault: false } });
      if (body['do'] === 'default') await tx.savedView.update({ where: { id: found.id }, data: { isDefault: true } });
      return { done: 'valgt' };
    default: {
      const name = nameOf(context);
      const fault = await nameFault(tx, user.id, name, found.id);
      if (fault) return { fault, fieldId: `navn-${found.id}` };
      await tx.savedView.update({ where: { id: found.id }, data: { name } });
      return { done: 'endret' };
    }
  }
}

async function post(context: UserContext): Promise<Answer> {
  const { services, t, user, body } = context;
  const outcome = await services.prisma.$transaction(async (tx) => {
    // One at a time for each person: names are unique, and there are not more than there may be.
    await tx.$executeRaw`select 1 from person where id = ${user.id}::uuid for update`;
    return body['do'] === 'save' ? save(context, tx) : change(context, tx);
  });
  if ('done' in outcome) return redirect(`/saker/visninger?utfort=${outcome.done}#svar`);
  return draw(context, [{ fieldId: outcome.fieldId, text: t(`caseList.views.fault.${outcome.fault}`, viewLimits) }]);
}

export const viewsPage = userPage({
  path: '/saker/visninger',
  access: { list: 'case.list' },
  personal: 'none',
  get: (context) => draw(context),
  post,
});
