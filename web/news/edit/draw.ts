import type { Crumb, Fault, Link, Option, Receipt } from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import { view, type Answer, type UserContext } from '../../page.js';
import { bothForms, type Article } from '../article.js';
import type { NewsContent } from '../saving.js';
import { fieldsOf, type NewsFields } from './fields.js';

export type EditModel = NewsFields & {
  breadcrumbs: Crumb[];
  faults: Fault[];
  heading: string;
  lead: string;
  receipt: Receipt | null;
  /** A correction as it will be read, before it is published. */
  preview: Article[];
  /** Texts to begin with. */
  beginnings: Link[];
  action: string;
  csrf: string;
  hidden: { name: string; value: string }[];
  /** The main button and the other one, by the value they post as `action`. */
  main: { value: string; text: string };
  other: { value: string; text: string };
};

export type Drawn = Pick<EditModel, 'breadcrumbs' | 'heading' | 'lead' | 'action' | 'hidden' | 'main' | 'other'> & {
  office: string;
  options: Option[];
  content: NewsContent;
  faults?: Fault[];
  receipt?: Receipt | null;
  preview?: boolean;
  beginnings?: Link[];
};

export function draw(context: UserContext, drawn: Drawn): Answer {
  const { office, options, content, faults = [], receipt = null, preview = false, beginnings = [], ...rest } = drawn;
  const model: EditModel = {
    ...rest,
    ...fieldsOf({ t: context.t, options, content, faults }),
    faults,
    receipt,
    preview: preview ? bothForms(office, content) : [],
    beginnings,
    csrf: csrfOnly(context),
  };
  return view('news/edit/edit', model.heading, model, faults.length > 0 ? 422 : undefined);
}
