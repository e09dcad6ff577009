import { readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import type { Person } from './people.js';

const views = Handlebars.create();
const source = (name: string) => readFileSync(path.join(import.meta.dirname, `${name}.hbs`), 'utf8');
views.registerPartial('layout', source('layout'));
const view = <Model>(name: string) => views.compile<Model>(source(name), { strict: true });

export type LogInModel = {
  groups: { heading: string; people: Person[] }[];
  /** What was typed in the field for a new person, and what is wrong with it. */
  typed: string;
  fault: string | null;
  example: string;
  action: string;
};

export const logInPage = view<LogInModel>('log-in');

const message = view<{ heading: string; text: string }>('message');
export const messagePage = (heading: string, text: string) => message({ heading, text });

const logOut = view<{ form: string }>('log-out');
/** `form` is the provider's own, with the token that belongs to this request; it has the id `op.logoutForm`. */
export const logOutPage = (form: string) => logOut({ form });
