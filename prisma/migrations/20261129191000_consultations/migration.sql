-- CreateTable
CREATE TABLE "consultation" (
    "id" UUID NOT NULL,
    "countyGovernorCode" TEXT NOT NULL,
    "countyCodes" TEXT[],
    "callId" UUID,
    "titleNb" TEXT NOT NULL,
    "titleNn" TEXT NOT NULL,
    "textNb" TEXT NOT NULL,
    "textNn" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "dueVersion" INTEGER NOT NULL DEFAULT 1,
    "authorId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "summaryNb" TEXT NOT NULL DEFAULT '',
    "summaryNn" TEXT NOT NULL DEFAULT '',
    "summarisedAt" TIMESTAMPTZ(3),
    "cancelledAt" TIMESTAMPTZ(3),
    "cancelReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "consultation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consultation_question" (
    "consultationId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "textNb" TEXT NOT NULL,
    "textNn" TEXT NOT NULL,

    CONSTRAINT "consultation_question_pkey" PRIMARY KEY ("consultationId","position")
);

-- CreateTable
CREATE TABLE "consultation_due" (
    "consultationId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,

    CONSTRAINT "consultation_due_pkey" PRIMARY KEY ("consultationId","version")
);

-- CreateTable
CREATE TABLE "consultation_municipality" (
    "consultationId" UUID NOT NULL,
    "municipalityCode" TEXT NOT NULL,

    CONSTRAINT "consultation_municipality_pkey" PRIMARY KEY ("consultationId","municipalityCode")
);

-- CreateTable
CREATE TABLE "consultation_answer" (
    "consultationId" UUID NOT NULL,
    "municipalityCode" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "authorId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consultation_answer_pkey" PRIMARY KEY ("consultationId","municipalityCode","version")
);

-- CreateTable
CREATE TABLE "consultation_reply" (
    "consultationId" UUID NOT NULL,
    "municipalityCode" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "choice" TEXT,
    "text" TEXT NOT NULL,

    CONSTRAINT "consultation_reply_pkey" PRIMARY KEY ("consultationId","municipalityCode","version","position")
);

-- CreateIndex
CREATE INDEX "consultation_countyGovernorCode_openedAt_idx" ON "consultation"("countyGovernorCode", "openedAt");

-- CreateIndex
CREATE INDEX "consultation_callId_idx" ON "consultation"("callId");

-- AddForeignKey
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_countyGovernorCode_fkey" FOREIGN KEY ("countyGovernorCode") REFERENCES "county_governor"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_callId_fkey" FOREIGN KEY ("callId") REFERENCES "call"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation_question" ADD CONSTRAINT "consultation_question_consultationId_fkey" FOREIGN KEY ("consultationId") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation_due" ADD CONSTRAINT "consultation_due_consultationId_fkey" FOREIGN KEY ("consultationId") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation_municipality" ADD CONSTRAINT "consultation_municipality_consultationId_fkey" FOREIGN KEY ("consultationId") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation_municipality" ADD CONSTRAINT "consultation_municipality_municipalityCode_fkey" FOREIGN KEY ("municipalityCode") REFERENCES "municipality"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation_answer" ADD CONSTRAINT "consultation_answer_consultationId_municipalityCode_fkey" FOREIGN KEY ("consultationId", "municipalityCode") REFERENCES "consultation_municipality"("consultationId", "municipalityCode") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation_answer" ADD CONSTRAINT "consultation_answer_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation_reply" ADD CONSTRAINT "consultation_reply_consultationId_municipalityCode_version_fkey" FOREIGN KEY ("consultationId", "municipalityCode", "version") REFERENCES "consultation_answer"("consultationId", "municipalityCode", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation_reply" ADD CONSTRAINT "consultation_reply_consultationId_position_fkey" FOREIGN KEY ("consultationId", "position") REFERENCES "consultation_question"("consultationId", "position") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What schema.prisma cannot say.

-- The states of a consultation, put in front of the ELSE: the kinds that are there keep theirs.
do $$
declare definition text;
begin
  select pg_get_constraintdef(oid) into strict definition from pg_constraint where conname = 'process_state';
  alter table process drop constraint process_state;
  execute 'alter table process add constraint process_state '
    || regexp_replace(definition, '\mELSE false\M', 'WHEN ''consultation'' THEN state IN (''new'', ''draft'', ''open'', ''closed'', ''summarised'', ''cancelled'') ELSE false');
end $$;

-- A draft may lack anything but is never too long; what is sent out is whole in both written forms.
alter table consultation add constraint consultation_lengths check (
  char_length("titleNb") <= 150 and char_length("titleNn") <= 150 and char_length("textNb") <= 8000 and char_length("textNn") <= 8000
  and char_length("summaryNb") <= 10000 and char_length("summaryNn") <= 10000 and char_length("cancelReason") <= 1000
  and ("openedAt" is null or ("titleNb" <> '' and "titleNn" <> '' and "textNb" <> '' and "textNn" <> '')));
alter table consultation add constraint consultation_instants check (
  ("closedAt" is null or "openedAt" is not null) and ("summarisedAt" is null or "closedAt" is not null)
  and ("summarisedAt" is null or ("summaryNb" <> '' and "summaryNn" <> ''))
  and ("cancelledAt" is null) = ("cancelReason" is null));
alter table consultation_question add constraint consultation_question_content check (
  position between 1 and 10 and kind in ('text', 'agree') and char_length("textNb") <= 1000 and char_length("textNn") <= 1000);
alter table consultation_reply add constraint consultation_reply_content check (
  choice in ('agree', 'partly', 'disagree') and char_length(text) <= 5000);

-- What the municipalities were asked, and until when at first, stays as it was when they were asked.
create function consultation_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (old."openedAt" is not null and (
    new."titleNb", new."titleNn", new."textNb", new."textNn", new."countyCodes", new."countyGovernorCode", new."openedAt")
    is distinct from (old."titleNb", old."titleNn", old."textNb", old."textNn", old."countyCodes", old."countyGovernorCode", old."openedAt"))
    or new."dueAt" < old."dueAt" and old."openedAt" is not null then
    raise exception 'a consultation that is sent out is not changed' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger consultation_kept before update or delete on consultation for each row execute function consultation_kept();

create function consultation_question_kept() returns trigger language plpgsql as $$
begin
  if exists (select 1 from consultation where id = coalesce(new."consultationId", old."consultationId") and "openedAt" is not null) then
    raise exception 'a question that is sent out is not changed' using errcode = 'integrity_constraint_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger consultation_question_kept before insert or update or delete on consultation_question
  for each row execute function consultation_question_kept();

create trigger consultation_due_never_changed before update or delete on consultation_due for each row execute function never_changed();
create trigger consultation_municipality_never_changed before update or delete on consultation_municipality for each row execute function never_changed();
create trigger consultation_answer_never_changed before update or delete on consultation_answer for each row execute function never_changed();
create trigger consultation_reply_never_changed before update or delete on consultation_reply for each row execute function never_changed();
