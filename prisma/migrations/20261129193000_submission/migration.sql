-- AlterTable
ALTER TABLE "application" ADD COLUMN "rank" INTEGER;

-- AlterTable
ALTER TABLE "email" ADD COLUMN "link" TEXT;

-- AlterTable
ALTER TABLE "person" ADD COLUMN "notices" TEXT NOT NULL DEFAULT 'each';

-- CreateTable
CREATE TABLE "rank_change" (
    "callId" UUID NOT NULL,
    "municipalityCode" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "actorId" UUID NOT NULL,
    "actorRole" TEXT NOT NULL,
    "deputyForId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "applicationIds" UUID[],

    CONSTRAINT "rank_change_pkey" PRIMARY KEY ("callId","municipalityCode","version")
);

-- What schema.prisma cannot say.

do $$
declare definition text;
begin
  select pg_get_constraintdef(oid) into strict definition from pg_constraint where conname = 'process_state';
  definition := regexp_replace(definition, '(WHEN ''grant''::text THEN \(state = ANY \(ARRAY\[)',
    '\1''awaitingLocalApproval''::text, ''awaitingMayor''::text, ''late''::text, ');
  if definition not like '%awaitingMayor%' then raise exception 'the states of grants were not found'; end if;
  alter table process drop constraint process_state;
  execute 'alter table process add constraint process_state ' || definition;
end $$;

alter table role_grant drop constraint role_grant_place;
alter table role_grant add constraint role_grant_place check (case
  when role in ('applicant', 'municipalCoordinator', 'localApprover', 'mayor') then "municipalityCode" is not null and "countyGovernorCode" is null
  when role in ('caseOfficer', 'assessor', 'approver', 'leader', 'referenceGroupMember', 'countyGovernorAdmin') then "countyGovernorCode" is not null and "municipalityCode" is null
  when role in ('ministryReader', 'ministryOfficer', 'systemAdmin', 'auditor') then "countyGovernorCode" is null and "municipalityCode" is null
  else false end);

-- Deferrable: two change places in one transaction.
alter table application add constraint application_rank_once unique ("callId", "municipalityCode", rank) deferrable initially deferred;
alter table application add constraint application_rank check (rank >= 1);
create trigger rank_change_never_changed before update or delete on rank_change for each row execute function never_changed();

alter table person add constraint person_notices check (notices in ('each', 'daily'));
-- `held` waits for the day’s one e-mail; `gathered` has been told in it.
alter table email drop constraint email_status;
alter table email add constraint email_status check (status in ('pending', 'sent', 'bounced', 'failed', 'held', 'gathered')
  and (status not in ('held', 'gathered') or ("recipientId" is not null and link is not null)));
create index email_held on email ("recipientId") where status = 'held';
