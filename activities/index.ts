import type { PrismaClient } from '../prisma/generated/client.js';
import type { PostActivities, RecordActivities } from '../workflows/messages.js';
import { alive } from './post/alive.js';
import { giveUp } from './post/give-up.js';
import { renderLetters, type LetterRenderer } from './post/render-letters.js';
import { sendEmails, type Mailer } from './post/send-emails.js';
import type { NoticeSettings } from './records/notices.js';
import { pendingCommands } from './records/pending-commands.js';
import { record } from './records/record.js';
import { settle } from './records/settle.js';

export type ActivityDeps = {
  prisma: PrismaClient;
  mailer: Mailer;
  messageIdOf: (key: string) => string;
  letters: LetterRenderer;
  settings: NoticeSettings;
};

/** What a workflow may ask for, wired by hand. */
export function createActivities(deps: ActivityDeps): RecordActivities & PostActivities {
  const { prisma, mailer, messageIdOf, letters, settings } = deps;
  return {
    record: (input) => record({ prisma, settings }, input),
    settle: (input) => settle({ prisma, settings }, input),
    pendingCommands: (input) => pendingCommands(prisma, input),
    renderLetters: (ids) => alive(() => renderLetters({ prisma, letters }, ids)),
    sendEmails: (keys) => alive(() => sendEmails({ prisma, mailer, messageIdOf }, keys)),
    giveUp: (input) => giveUp(prisma, input),
  };
}
