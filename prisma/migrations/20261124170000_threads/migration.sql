-- CreateTable
CREATE TABLE "thread" (
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "threadId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "authorId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("threadId","position")
);

-- CreateIndex
CREATE INDEX "thread_caseId_idx" ON "thread"("caseId");

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What schema.prisma cannot say.

-- The states of a thread, put in front of the ELSE: the kinds that are there keep theirs.
do $$
declare definition text;
begin
  select pg_get_constraintdef(oid) into strict definition from pg_constraint where conname = 'process_state';
  alter table process drop constraint process_state;
  execute 'alter table process add constraint process_state '
    || regexp_replace(definition, '\mELSE false\M', 'WHEN ''thread'' THEN state IN (''new'', ''open'', ''answered'', ''closed'') ELSE false');
end $$;

alter table thread add constraint thread_subject check (char_length(subject) between 3 and 120);
alter table message add constraint message_content check (side in ('municipality', 'governor') and char_length(text) between 1 and 5000);
-- What was written stays as it was.
create trigger thread_never_changed before update or delete on thread for each row execute function never_changed();
create trigger message_never_changed before update or delete on message for each row execute function never_changed();
