/** The points of an application: for each assessor the mean of the scores by the criteria’s weights, then the mean of the assessors. */
export type Weighted = { key: string; weight: number };
export type Scores = readonly { criterionKey: string; score: number }[];

/** 1–5, or null when nobody has given a score for a criterion that counts. */
export function points(criteria: readonly Weighted[], assessments: readonly Scores[]): number | null {
  const means = assessments
    .map((scores) => weightedMean(criteria, scores))
    .filter((mean): mean is number => mean !== null);
  return means.length === 0 ? null : means.reduce((sum, mean) => sum + mean, 0) / means.length;
}

function weightedMean(criteria: readonly Weighted[], scores: Scores): number | null {
  const counted = criteria.flatMap(({ key, weight }) => {
    const given = scores.find((score) => score.criterionKey === key);
    return given ? [{ weight, score: given.score }] : [];
  });
  const weight = counted.reduce((sum, one) => sum + one.weight, 0);
  return weight === 0 ? null : counted.reduce((sum, one) => sum + one.score * one.weight, 0) / weight;
}

/** "4,25"; "–" when nobody has scored. Two decimals everywhere: with fewer two applications look alike that are not. */
export const pointsText = (points: number | null): string =>
  points === null ? '–' : points.toFixed(2).replace('.', ',');
