/** Draws a view inside the layout. Views, partials and layout are `.hbs` files beside the code that fills them. */
import path from 'node:path';
import { ExpressHandlebars } from 'express-handlebars';
import type { Answer, PageContext } from '../page.js';
import { helpers, type DrawingData } from './helpers.js';
import { layoutModel, type LayoutModel } from './layout.js';

const root = path.resolve(import.meta.dirname, '..');

export type Draw = (context: PageContext, answer: Extract<Answer, { kind: 'view' }>) => Promise<string>;

/** A missing field, helper or partial throws; `assets` is the address of the static files. */
export function createDraw(assets: string): Draw {
  const handlebars = new ExpressHandlebars({
    extname: '.hbs',
    partialsDir: path.join(root, 'components'),
    helpers,
    // Without preventIndent a partial’s indentation would end up in the texts of its textareas.
    compilerOptions: { strict: true, preventIndent: true },
  });
  return async (context, answer) => {
    const { t, language, now } = context;
    const data: DrawingData = { t, language, now };
    const render = (file: string, model: object) =>
      handlebars.render(path.join(root, `${file}.hbs`), { ...model }, { cache: true, data });
    const model: LayoutModel = {
      ...layoutModel(context, answer, assets),
      body: await render(answer.view, answer.model),
    };
    return render('layout/main', model);
  };
}
