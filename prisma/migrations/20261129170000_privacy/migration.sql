-- DropIndex
DROP INDEX "access_log_at_idx";

-- CreateIndex
CREATE INDEX "access_log_at_id_idx" ON "access_log"("at", "id");

-- CreateIndex
CREATE INDEX "access_log_page_at_idx" ON "access_log"("page", "at");

-- CreateIndex
CREATE INDEX "access_log_countyGovernorCode_at_idx" ON "access_log"("countyGovernorCode", "at");

-- CreateIndex
CREATE INDEX "access_log_municipalityCode_at_idx" ON "access_log"("municipalityCode", "at");

-- CreateIndex
CREATE INDEX "event_at_processId_seq_idx" ON "event"("at", "processId", "seq");

-- CreateIndex
CREATE INDEX "event_actorId_at_idx" ON "event"("actorId", "at");

-- CreateIndex
CREATE INDEX "event_name_at_idx" ON "event"("name", "at");

-- What schema.prisma cannot say.

-- E-mails to one person, when their address is removed.
create index email_recipient on email ("recipientId") where "recipientId" is not null;

-- What was received is never changed; only the anonymisation of a person empties what was said of them, in the processes that are about
-- people. It says so for its transaction, and can do nothing but empty.
create or replace function command_content_kept() returns trigger language plpgsql as $$
begin
  if new."receivedAt" <> old."receivedAt" or new.seq <> old.seq or new.name <> old.name
    or (new.content is distinct from old.content and not (
      new.content = '{}'::jsonb and current_setting('prosjektskjonn.anonymising', true) = 'on'
      and exists (select 1 from process p where p.id = old."processId" and p.kind in ('accessRequest', 'role', 'person')))) then
    raise exception 'what was received is never changed' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
