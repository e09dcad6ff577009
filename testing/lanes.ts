/** Works through the items, a few at a time. */
export async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<unknown>, lanes = 6): Promise<void> {
  const waiting = [...items.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next[1]);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
