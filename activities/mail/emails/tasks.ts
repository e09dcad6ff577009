import { taskTexts, type TaskKind } from '../task-texts.js';
import type { EmailContent, EmailGroup } from '../content.js';
import type { WrittenForm } from '../../../domain/notices.js';
import type { Words } from '../words.js';

/** Throws for a kind without text, so that no task is told in a code word. */
function taskText(task: string, form: WrittenForm) {
  if (!Object.hasOwn(taskTexts, task)) throw new Error(`E33 has no text for the task ${task}`);
  return taskTexts[task as TaskKind][form];
}

const about = { nb: 'Det gjelder', nn: 'Det gjeld' } as const;
const open = { nb: 'Åpne oppgaven', nn: 'Opne oppgåva' } as const;

function tell({ task, short, title }: Words, form: WrittenForm): EmailContent {
  const { label, text } = taskText(task, form);
  return { subject: `${label}: ${short}`, paragraphs: [`${about[form]} ${title}.`, text], action: open[form] };
}

/** E33: a task or an escalation, to an officer, an approver or the leader. */
export const taskEmails = {
  E33: { nb: (words) => tell(words, 'nb'), nn: (words) => tell(words, 'nn') },
} satisfies EmailGroup;
