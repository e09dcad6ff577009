/** The assessments side by side. Who may still assess sees the others’ only after saving an own one (lifecycles.md A12). */
import { points, pointsText } from '../../calls/allocation/score.js';
import { inForm } from '../../calls/call.js';
import type { PageContext, User } from '../../page.js';
import { obstacle } from '../acting.js';
import type { OfficeCase } from '../case.js';

/** `score` is null where none is given. */
export type GivenScore = { score: number | null; reason: string };
export type AssessmentColumn = { who: string; own: boolean; comment: string; points: string };
export type AssessmentTable = {
  columns: AssessmentColumn[];
  rows: { criterion: string; weight: number; scores: GivenScore[] }[];
  /** How many there are that this person may not see yet. */
  hidden: number;
};

/** Must this person save an own assessment before seeing the others’? */
export const isBlind = (user: User, found: OfficeCase): boolean =>
  obstacle(user, 'assess', found) === null && !found.people.assessors?.includes(user.id);

type Drawn = { found: OfficeCase; user: User; nameOf: (id: string) => string };

export function assessmentTable(
  { t, language }: Pick<PageContext, 't' | 'language'>,
  { found, user, nameOf }: Drawn,
): AssessmentTable {
  const { criteria } = found.application.call;
  const all = [...found.application.assessments].sort(
    (a, b) => Number(b.assessorId === user.id) - Number(a.assessorId === user.id),
  );
  const shown = isBlind(user, found) ? [] : all;
  return {
    columns: shown.map(({ assessorId, comment, scores }) => {
      const own = assessorId === user.id;
      return {
        who: own ? t('cases.show.mine') : nameOf(assessorId),
        own,
        comment,
        points: pointsText(points(criteria, [scores])),
      };
    }),
    rows: criteria.map(({ key, nameNb, nameNn, weight }) => ({
      criterion: inForm(language, nameNb, nameNn),
      weight,
      scores: shown.map(
        ({ scores }) => scores.find(({ criterionKey }) => criterionKey === key) ?? { score: null, reason: '' },
      ),
    })),
    hidden: all.length - shown.length,
  };
}
