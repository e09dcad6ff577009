import type { EmailFacts, EmailKind, WrittenForm } from '../../domain/notices.js';
export function renderEmail(kind: EmailKind, _l: WrittenForm, f: EmailFacts) { return { subject: `${kind} ${f.matter}`, text: `${f.step ?? ''} ${f.url}`, html: '' }; }
