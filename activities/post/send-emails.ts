import { ApplicationFailure } from '@temporalio/activity';
import type { PrismaClient } from '../../prisma/generated/client.js';
import { settleEmail } from './settle-email.js';
import { askForContact, createTask } from './task.js';

/** How a mail goes out; `activities/mail/sender.ts` is the real one. A transient fault throws, a permanent refusal is a value. */
export type Mailer = {
  send(message: {
    messageId: string;
    to: string;
    subject: string;
    text: string;
    html: string;
    at: number;
  }): Promise<'sent' | { bounced: string }>;
};

export type SendDeps = { prisma: PrismaClient; mailer: Mailer; messageIdOf: (key: string) => string };

/**
 * Sends what is pending of these e-mails and marks each: repeated only when the worker dies between the two, with the same
 * Message-ID (DESIGN rule 6). A bounce is final at once and becomes a task; a transient fault is tried again by the engine.
 */
export async function sendEmails({ prisma, mailer, messageIdOf }: SendDeps, keys: string[]): Promise<void> {
  const waiting = await prisma.email.findMany({
    where: { key: { in: keys }, status: 'pending' },
    orderBy: { key: 'asc' },
  });
  let failed = 0;
  for (const email of waiting) {
    const { key, toAddress, subject, text, html, at } = email;
    try {
      const result = await mailer.send({
        messageId: messageIdOf(key),
        to: toAddress,
        subject,
        text,
        html,
        at: at.getTime(),
      });
      if (result === 'sent') {
        await settleEmail(prisma, key, { status: 'sent' });
      } else {
        // The task first: what is marked is never looked at again.
        await createTask(prisma, { key: `${key}/bounced`, processId: email.processId, kind: 'emailBounced', at });
        await askForContact(prisma, email);
        await settleEmail(prisma, key, { status: 'bounced', error: result.bounced });
      }
    } catch (error) {
      failed++;
      const message = error instanceof Error ? error.message : 'unknown';
      await prisma.email.update({ where: { key }, data: { error: message, attempts: { increment: 1 } } });
    }
  }
  if (failed > 0) throw ApplicationFailure.create({ message: `${failed} e-mails wait for the relay`, type: 'mail' });
}
