/** "2027/NO-U1": what the announcement of a call is referred to by; budget year, office, and which call of the year it is. */
export const callReference = (call: { budgetYear: number; countyGovernorCode: string; round: number }): string =>
  `${call.budgetYear}/${call.countyGovernorCode.slice(2)}-U${call.round}`;
