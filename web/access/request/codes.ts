/** The commands that send a request’s codes. */
export const sentBy = ['start', 'newCode'] as const;
