/** D-8: who in the municipality must approve before an application is sent in. */
export const localApprovals = ['none', 'chiefExecutive', 'chiefExecutiveAndMayor'] as const;
export type LocalApproval = (typeof localApprovals)[number];

/** The roles, in the order they approve. Who approves last sends it in. */
const orders: Readonly<Record<LocalApproval, readonly ('localApprover' | 'mayor')[]>> = {
  none: [],
  chiefExecutive: ['localApprover'],
  chiefExecutiveAndMayor: ['localApprover', 'mayor'],
};
export const approversOf = (localApproval: LocalApproval): readonly ('localApprover' | 'mayor')[] =>
  orders[localApproval];

/** A14: whose request brings it in late: the last of them, but never past one who has not approved. Undefined where nobody approves. */
export const lateAskerOf = (localApproval: LocalApproval, chiefExecutiveApproved: boolean) => {
  const [first, last = first] = approversOf(localApproval);
  return chiefExecutiveApproved ? last : first;
};
