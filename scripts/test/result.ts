/** What a step came to. Failures and what could not run are named. */
export interface Result {
  passed: number;
  failed: string[];
  skipped: string[];
}

export const nothing: Result = { passed: 0, failed: [], skipped: [] };

export const passed: Result = { ...nothing, passed: 1 };

export function add(a: Result, b: Result): Result {
  return {
    passed: a.passed + b.passed,
    failed: [...a.failed, ...b.failed],
    skipped: [...a.skipped, ...b.skipped],
  };
}

/** The last line of `npm test`; other programs read it. */
export const countLine = ({ passed, failed, skipped }: Result) =>
  `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;
