/** What the partials are drawn from. Instants are epoch ms, amounts whole kroner, texts already in the reader’s written form. */

/** n neutral, i info, w warning (someone must act), s success, d danger (late, stopped). */
export type TagColor = 'neutral' | 'info' | 'warning' | 'success' | 'danger';
export type StatusTag = { text: string; color: TagColor };

export type Link = { text: string; href: string };
export type Crumb = Link;
export type Breadcrumbs = { crumbs: Crumb[] };

/** `paused` is the reason it stands still; `movedFrom` the deadline that was. */
export type DeadlineChip = { at: number; now: number; paused?: string | undefined; movedFrom?: number | undefined };

/** The four answers on top of a case: state, who is waited for, until when, what I can do. Without `action`, `calm` says so. */
export type WhereNow = {
  status: StatusTag;
  waitsFor: string;
  deadline: DeadlineChip | null;
  action: Link | null;
  calm: string;
};

export type TimelineStep = {
  label: string;
  phase: 'done' | 'now' | 'later';
  at: number | null;
  /** Said under the step: who is waited for, or what comes when. */
  waitsFor: string | null;
};
export type ProcessTimeline = { steps: TimelineStep[]; nextReminder: number | null };

export type TaskItem = {
  title: string;
  detail?: string | undefined;
  /** What is new in it. */
  fresh?: string | undefined;
  deadline: DeadlineChip | null;
  action: Link;
  /** Another way out, as a link beside. */
  also?: Link | undefined;
  main?: boolean | undefined;
  /** The form that marks it as settled. */
  settle?: SettleForm | undefined;
};
export type SettleForm = { action: string; csrf: string; key: string; button: string; what: string };
export type TaskList = { tasks: TaskItem[] };

export type MoneyCell = {
  value: string;
  name?: string | undefined;
  id?: string | undefined;
  label?: string | undefined;
  error?: string | undefined;
};
export type MoneyRow = {
  label: string;
  cells: MoneyCell[];
  /** Formatted; null when there is one column only. */
  sum: string | null;
  /** A sum row is drawn stronger and is never editable. */
  strong?: boolean | undefined;
};
export type MoneyTable = {
  caption: string;
  columns: string[];
  sumLabel: string | null;
  editable: boolean;
  rows: MoneyRow[];
};

/** Whole kroner; null is drawn "–" and read "ikke oppgitt". */
export type KnownAmount = { amount: number | null };

/** One bar of a row, drawn from zero: `share` of the longest bar in thousandths; `text` is the figure at its end. */
export type Bar = { kind: 'applied' | 'awarded'; share: number; text: string };
/** Horizontal bars; the table beside has the same figures. */
export type BarChart = {
  caption: string;
  legend: { kind: Bar['kind']; text: string }[];
  rows: { label: string; bars: Bar[] }[];
};

/** One error: its text and the field it is about. */
export type Fault = { fieldId: string; text: string };
export type ErrorSummary = { faults: Fault[] };

export type Receipt = {
  kind: 'pending' | 'applied' | 'refused';
  /** "Søknaden er sendt inn." */
  what: string;
  receivedAt: number;
  reference?: string | undefined;
  /** What happens next. */
  next?: string | undefined;
  /** Why it was refused, and the names of what is allowed now. */
  refusal?: string | undefined;
  allowed?: string[] | undefined;
  /** What was written in a form that was refused. */
  typed?: string[] | undefined;
};

/** `own`: written by the reader’s side. `note`: of a message that is received and not yet processed. `fresh`: not seen before. */
export type MessageItem = { who: string; at: number; text: string; own: boolean; note: string | null; fresh: boolean };
export type MessageThread = { messages: MessageItem[] };

export type EmptyState = { text: string; link?: Link | undefined };

export type FilterField =
  | {
      type: 'search' | 'date';
      id: string;
      name: string;
      label: string;
      value: string;
      suggestions?: string[] | undefined;
      error?: string | undefined;
    }
  | { type: 'select'; id: string; name: string; label: string; value: string; options: Option[] }
  | { type: 'amount'; id: string; name: string; label: string; value: string; error: string | undefined };
/** A GET form. `more` are fields that stand folded until they are used. `count` is a sentence: "18 søknader". `chips` are the active filters, each with the address without it. */
export type FilterBar = {
  action: string;
  fields: FilterField[];
  count: string;
  chips: Link[];
  hidden?: { name: string; value: string }[] | undefined;
  more?: { label: string; open: boolean; fields: FilterField[] } | undefined;
};

export type ConsultationList = { items: import('../consultations/list/page.js').ListItem[] };

/** What became of each command of a form that sent several. */
export type BulkResults = {
  heading: string;
  rows: { what: string; text: string; outcome: 'applied' | 'pending' | 'refused' }[];
};

export type FormTokens = { token: string; csrf: string };

/** Consequence before what cannot be undone: the sentences, what to tick, and the button. */
export type ConfirmCommand = {
  action: string;
  tokens: FormTokens;
  heading: string;
  consequences: string[];
  checks: (ChoiceOption & { name: string })[];
  button: string;
  hidden?: { name: string; value: string }[] | undefined;
  error?: string | undefined;
};

/** `size` is written out ("83 kB"). */
export type FileItem = { title: string; href: string; type: string; size: string; note?: string | undefined };
export type FileList = { files: FileItem[] };

/** Attachments to read; one without an address may not be fetched, and says why. */
export type AttachmentItem = {
  title: string;
  href: string | null;
  /** "Prosjektplan · PDF · 1,2 MB" */
  about: string;
  marking: string;
  note: string;
  sha256: string;
};
export type AttachmentList = { attachments: AttachmentItem[]; zip: Link | null };

// ------------------------------------------------------------------- fields

export type Option = { value: string; text: string };
export type ChoiceOption = { id: string; value: string; text: string; help?: string | undefined; checked: boolean };

type Field = {
  id: string;
  name: string;
  label: string;
  help?: string | undefined;
  error?: string | undefined;
  /** Advice on what stands there; stops nothing. */
  note?: string | undefined;
};
export type FieldText = Field & {
  value: string;
  type?: 'text' | 'email' | 'tel' | undefined;
  inputmode?: 'numeric' | undefined;
  autocomplete?: string | undefined;
  /** "kr" after the field. */
  suffix?: string | undefined;
  /** Width in characters; full width without it. */
  size?: number | undefined;
};
/** `max` is the limit in characters; it is counted, and never stops the typing. */
export type FieldArea = Field & {
  value: string;
  rows?: number | undefined;
  max?: number | undefined;
  lang?: string | undefined;
};
export type FieldChoices = Omit<Field, 'id'> & { id: string; options: ChoiceOption[] };
export type FieldSelect = Field & { value: string; options: Option[]; empty?: string | undefined };
/** `value` is YYYY-MM-DD as the browser’s date field has it. */
export type FieldDate = Field & { value: string; min?: string | undefined; max?: string | undefined };

/** The error of a field among a form’s faults. */
export const errorOf = (faults: readonly Fault[], fieldId: string): string | undefined =>
  faults.find((fault) => fault.fieldId === fieldId)?.text;

type CodeField = { label: string; help: string; typed: string | undefined; faults: readonly Fault[] };

/** Where the code of an e-mail is typed. */
export const codeField = ({ label, help, typed = '', faults }: CodeField): FieldText => ({
  id: 'code',
  name: 'code',
  label,
  help,
  value: typed,
  error: errorOf(faults, 'code'),
  inputmode: 'numeric',
  autocomplete: 'one-time-code',
  size: 8,
});

/** Options of radios or ticks: the ids are `<id>-<value>`, the first one’s id is the field’s own so that an error links to it. */
export function choices(
  id: string,
  chosen: string | readonly string[],
  options: readonly (Option & { help?: string | undefined })[],
): ChoiceOption[] {
  const values = typeof chosen === 'string' ? [chosen] : chosen;
  return options.map((option, i) => ({
    ...option,
    id: i === 0 ? id : `${id}-${option.value}`,
    checked: values.includes(option.value),
  }));
}

/** News in a list: title, office, dates. Epoch ms. */
export type NewsList = {
  items: { href: string; title: string; governor: string; publishedAt: number; updatedAt: number | null }[];
};
/** Paragraphs of text and links, below its title. */
export type NewsText = { language: string; paragraphs: { text: string; href: string | null }[][] };
