/** Tasks about what did not reach its reader: only people can say when that is mended, also after the process has ended (decision 6). */
export const undelivered: readonly string[] = ['emailBounced', 'deliveryFailed'];

/** Tasks about what did not go as it should: whoever sees to it marks it as settled. */
export const settledByHand: readonly string[] = [
  ...undelivered,
  'decisionRefused',
  'submissionRefused',
  'attachmentInfected',
  'attachmentUnscanned',
];
