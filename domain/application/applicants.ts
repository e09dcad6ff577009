/** D-9: a municipality, or a regional council through one of its municipalities. */
export const applicantKinds = ['municipality', 'regionalCouncil'] as const;
export type ApplicantKind = (typeof applicantKinds)[number];
