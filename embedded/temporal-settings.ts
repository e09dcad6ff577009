/**
 * How the embedded Temporal server is set up, whichever program it is. Names and defaults of the dynamic settings stand in
 * `common/dynamicconfig/constants.go` of the server (v1.32.1).
 */
const dynamicConfig: Record<string, unknown> = {
  // The time machine and the tests move processes in time. Default: off.
  'frontend.WorkflowTimeSkippingEnabled': true,
  // Default 1 s: every timer task is keyed at least that far ahead, so each skip costs a second.
  'history.timerProcessorMaxTimeShift': '10ms',
  // Default 20 a second per shard; there is one shard, and a timer that fires takes two or three polls.
  'history.timerProcessorMaxPollRPS': 5_000,
  'history.transferProcessorMaxPollRPS': 5_000,
  'history.visibilityProcessorMaxPollRPS': 500,
  'history.timerProcessorMaxPollHostRPS': 10_000,
  'history.transferProcessorMaxPollHostRPS': 10_000,
  // Default 1 s: it delays a quick continue-as-new, and 1.32.1 then adds the skipped time twice.
  'history.workflowIdReuseMinimalInterval': '0s',
  // Default 4: with one worker they only spread its polls; one halves the slowest answers.
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  // Default 10 a second: the administrators' page and the UI list at the same time.
  'frontend.namespaceRPS.visibility': 100,
};

/** What every process tells of itself (workflows/describe.ts); SQLite's visibility knows custom ones per namespace. */
export const searchAttributes = {
  Stage: 'Keyword',
  CountyGovernor: 'Keyword',
  CallId: 'Keyword',
  Waiting: 'Keyword',
  NextDeadline: 'Datetime',
} as const;

/** synchronous 2: a decision acknowledged must outlive a power cut too. */
const pragmas = { journal_mode: 'wal', synchronous: '2' };

export type TemporalPlace = {
  port: number;
  /** Without it there is no UI. */
  uiPort?: number;
  /** Without it everything is in memory. */
  dbFile?: string;
};

/** The settings as options of `temporal server start-dev`; the server of temporal/ has the same ones. */
export function temporalOptions({ port, uiPort, dbFile }: TemporalPlace): string[] {
  return [
    ...['--ip', '127.0.0.1', '--port', String(port)],
    ...(uiPort === undefined ? [] : ['--ui-port', String(uiPort)]),
    ...(dbFile === undefined ? [] : ['--db-filename', dbFile, ...repeated('--sqlite-pragma', pragmas)]),
    ...repeated('--search-attribute', searchAttributes),
    ...repeated(
      '--dynamic-config-value',
      Object.fromEntries(Object.entries(dynamicConfig).map(([key, value]) => [key, JSON.stringify(value)])),
    ),
  ];
}

function repeated(option: string, values: Record<string, string>): string[] {
  return Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`]);
}
