/** Texts a news item can begin with, made from the call’s rows (DESIGN rule 11); an officer writes on from there. */
import { formatLongDeadline } from '../calendar/index.js';
import { formatKroner } from '../money.js';
import { news, type NewsText } from './form.js';

export type CallFacts = { titleNb: string; titleNn: string; budgetYear: number };

/** "Fristen er flyttet": the old deadline and the new one, as in the call’s rows. */
export function movedDeadline(
  call: CallFacts,
  { from, to, reason }: { from: number; to: number; reason: string },
): NewsText {
  return {
    titleNb: cut(`Ny søknadsfrist for ${call.titleNb}`),
    titleNn: cut(`Ny søknadsfrist for ${call.titleNn}`),
    textNb: `Søknadsfristen for ${call.titleNb} er flyttet.\n\nNy frist er ${formatLongDeadline(to, 'nb')}. Den gamle fristen var ${formatLongDeadline(from, 'nb')}.\n\n${reason}`.trim(),
    textNn: `Søknadsfristen for ${call.titleNn} er flytta.\n\nNy frist er ${formatLongDeadline(to, 'nn')}. Den gamle fristen var ${formatLongDeadline(from, 'nn')}.\n\n${reason}`.trim(),
  }; // prettier-ignore
}

export const noRound = (year: number): NewsText => ({
  titleNb: `Ingen ordinær runde i ${year}`,
  titleNn: `Ingen ordinær runde i ${year}`,
  textNb: `Vi lyser ikke ut prosjektskjønnsmidler i en ordinær runde i ${year}.\n\nGrunnen er at `,
  textNn: `Vi lyser ikkje ut prosjektskjønnsmidlar i ein ordinær runde i ${year}.\n\nGrunnen er at `,
});

/** One project of the awards; the amount in whole kroner. */
export type AwardLine = { title: string; municipality: string; amount: number };

/** L19: a line for each project, and the sum. Where the list is longer than a news item may be, the address has the rest. */
export function awards(
  call: CallFacts,
  { lines, applications, list }: { lines: readonly AwardLine[]; applications: number; list: string },
): NewsText {
  const sum = formatKroner(lines.reduce((total, { amount }) => total + amount, 0));
  const rows = lines.map(({ title, municipality, amount }) => `${title} – ${municipality} – ${formatKroner(amount)}`);
  const text = (head: string, rest: string): string => {
    const { maxLength } = news.shape.textNb;
    const whole = `${head}\n\n${rows.join('\n')}\n\nSum: ${sum}\n\n${rest}`;
    return whole.length <= maxLength! ? whole : `${head}\n\nSum: ${sum}\n\n${rest}`;
  };
  const count = (one: string, many: string, n: number): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);
  return {
    titleNb: cut(`${sum} til ${count('prosjekt', 'prosjekter', lines.length)} i ${call.budgetYear}`),
    titleNn: cut(`${sum} til ${count('prosjekt', 'prosjekt', lines.length)} i ${call.budgetYear}`),
    textNb: text(
      `${call.titleNb} er fordelt. Vi fikk ${count('søknad', 'søknader', applications)}, og ${count('prosjekt', 'prosjekter', lines.length)} får penger.`,
      `Alle prosjektene: ${list}`,
    ),
    textNn: text(
      `${call.titleNn} er fordelt. Vi fekk ${count('søknad', 'søknader', applications)}, og ${count('prosjekt', 'prosjekt', lines.length)} får pengar.`,
      `Alle prosjekta: ${list}`,
    ),
  };
}

/** Within the limit of a title, at a whole word. */
function cut(title: string): string {
  const { maxLength } = news.shape.titleNb;
  return title.length <= maxLength! ? title : `${title.slice(0, maxLength! - 2).replace(/\s+\S*$/, '')} …`;
}
