/** The one catalogue of refusals. Each says when it is given; the texts are in locales under `refusal`. */
export const refusals = {
  notAllowedNow: 'the lifecycle has no such command in this state',
  notYours: 'the actor has no role that may do this here',
  closed: 'the process has ended',
  alreadySent: 'the form’s token was used with other content',
  deadlinePassed: 'received at or after the deadline that held at that instant',
  answerTooLate: 'received after the clarification’s due date was settled',
  malformed: 'the content is not of the command’s form',
  notComplete: 'the application lacks what the call demands',
  textMissing: 'both written forms are required',
  weightsNot100: 'the criteria’s weights do not add up to 100',
  deadlineTooSoon: 'the call’s deadline is less than 21 days ahead',
  deadlineNotLater: 'an extension must be later than the deadline it replaces',
  overFrame: 'the sum would exceed the call’s frame',
  noApplications: 'nobody has applied in this call',
  officerMissing: 'a registered application has no case officer who can take it',
  notRecommended: 'an application in the allocation has no recommendation',
  notDecidedYet: 'every application of the call must be settled first',
  fourEyes: 'the approver handled, assessed or recommended the application, or wrote the call',
  conflict: 'the actor has declared a conflict of interest',
  notDeclared: 'the actor has not declared impartiality for this application',
  overApplied: 'the amount is above what was applied for',
  accountsDiffer: 'the accounts do not add up',
  superseded: 'somebody else was first',
  ownRole: 'the role, the person or the request is the actor’s own',
  secondPerson: 'the actor proposed it, or invited to it: a second person must confirm',
  notManaged: 'the actor’s role does not manage this role, or may not let in here',
  alreadyHeld: 'the person has this role here already',
  lastContact: 'the person is the contact of something that goes on: it must be handed over first',
  lastAdministrator: 'the office would be without an administrator',
  fewOfficers: 'the ministry would have fewer than two officers who can let others in',
  notColleague: 'who is named has no role here that counts',
  personInConflict: 'who is named has declared a conflict of interest',
  placeEnded: 'the municipality has been merged into another',
  wrongCode: 'the code is not the one that was sent',
} as const;

export type Refusal = keyof typeof refusals;

/** Is this text one of the catalogue’s codes? */
export const isRefusal = (code: string): code is Refusal => Object.hasOwn(refusals, code);
