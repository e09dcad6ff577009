/** Priority areas (D-11): a tree of two levels as a list in its order, each of level 2 under the nearest of level 1 before it. */
import type { Kroner } from '../money.js';

export type AreaLevel = 1 | 2;
export const areaLevel = (below: boolean): AreaLevel => (below ? 2 : 1);
/** `earmarked`: what is set aside, whole kroner; null when nothing is said. */
export type Area = { level: AreaLevel; earmarked: Kroner | null };

export type AreaSum = {
  /** What the areas below have set aside; null where none of them says. */
  below: Kroner | null;
  /** The area’s own amount less the sum below; 0 where they agree or one of them is not said. */
  difference: Kroner;
};

const sumOf = (amounts: readonly (Kroner | null)[]): Kroner | null =>
  amounts.every((amount) => amount === null) ? null : amounts.reduce((sum: Kroner, amount) => sum + (amount ?? 0), 0);

/** One answer for each area, in order; those of level 2 have nothing below. */
export function areaSums(areas: readonly Area[]): AreaSum[] {
  return areas.map(({ level, earmarked }, i) => {
    if (level === 2) return { below: null, difference: 0 };
    const next = areas.findIndex((area, j) => j > i && area.level === 1);
    const below = sumOf(areas.slice(i + 1, next === -1 ? undefined : next).map((area) => area.earmarked));
    return { below, difference: earmarked === null || below === null ? 0 : earmarked - below };
  });
}

/** The whole tree’s sum: of each area at the top its own amount, or the sum below where it says none. Null when nothing is set aside. */
export function earmarkedSum(areas: readonly Area[]): Kroner | null {
  const sums = areaSums(areas);
  return sumOf(areas.flatMap(({ level, earmarked }, i) => (level === 1 ? [earmarked ?? sums[i]!.below] : [])));
}
