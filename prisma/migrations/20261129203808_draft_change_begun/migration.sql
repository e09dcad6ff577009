-- Of a change that was typed on: when it began. `at` is when it was last saved, which is what the history is read by.
alter table draft_change add column "begunAt" timestamptz(3);
