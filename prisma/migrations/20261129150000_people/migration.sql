-- DropForeignKey
ALTER TABLE "access_request" DROP CONSTRAINT "access_request_municipalityCode_fkey";

-- DropForeignKey
ALTER TABLE "access_request" DROP CONSTRAINT "access_request_personId_fkey";

-- DropIndex
DROP INDEX "role_grant_accessRequestId_key";

-- AlterTable
ALTER TABLE "access_request" ADD COLUMN     "anonymisedAt" TIMESTAMPTZ(3),
ADD COLUMN     "closedAt" TIMESTAMPTZ(3),
ADD COLUMN     "countyGovernorCode" TEXT,
ADD COLUMN     "invitedAs" TEXT,
ADD COLUMN     "invitedById" UUID,
ALTER COLUMN "personId" DROP NOT NULL,
ALTER COLUMN "municipalityCode" DROP NOT NULL;

-- AlterTable
ALTER TABLE "command" ADD COLUMN     "deputyForId" UUID;

-- AlterTable
ALTER TABLE "event" ADD COLUMN IF NOT EXISTS     "deputyForId" UUID;

-- AlterTable
ALTER TABLE "municipality" ADD COLUMN     "coordinatorApproves" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "anonymisedAt" TIMESTAMPTZ(3),
ADD COLUMN     "dormantSince" TIMESTAMPTZ(3),
ADD COLUMN     "lastSeenAt" TIMESTAMPTZ(3),
ADD COLUMN     "newEmail" TEXT;

-- AlterTable
ALTER TABLE "role_grant" ADD COLUMN     "attestBy" TIMESTAMPTZ(3),
ADD COLUMN     "attestedAt" TIMESTAMPTZ(3),
ADD COLUMN     "attestedById" UUID,
ADD COLUMN     "confirmedById" UUID,
ADD COLUMN     "deputyForId" UUID,
ADD COLUMN     "endedAt" TIMESTAMPTZ(3),
ADD COLUMN     "proposedById" UUID,
ADD COLUMN     "reason" TEXT;

-- CreateTable
CREATE TABLE "access_clarification" (
    "requestId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "askedById" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "access_clarification_pkey" PRIMARY KEY ("requestId","round")
);

-- CreateTable
CREATE TABLE "access_log" (
    "id" UUID NOT NULL,
    "actorId" UUID NOT NULL,
    "actorRole" TEXT NOT NULL,
    "page" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "countyGovernorCode" TEXT,
    "municipalityCode" TEXT,
    "personId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_comment" (
    "applicationId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "authorId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "case_comment_pkey" PRIMARY KEY ("applicationId","position")
);

-- CreateIndex
CREATE INDEX "access_log_personId_at_idx" ON "access_log"("personId", "at");

-- CreateIndex
CREATE INDEX "access_log_actorId_at_idx" ON "access_log"("actorId", "at");

-- CreateIndex
CREATE INDEX "access_log_at_idx" ON "access_log"("at");

-- CreateIndex
CREATE INDEX "access_request_municipalityCode_idx" ON "access_request"("municipalityCode");

-- CreateIndex
CREATE INDEX "role_grant_accessRequestId_idx" ON "role_grant"("accessRequestId");

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_deputyForId_fkey" FOREIGN KEY ("deputyForId") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_personId_fkey" FOREIGN KEY ("personId") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_invitedById_fkey" FOREIGN KEY ("invitedById") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_municipalityCode_fkey" FOREIGN KEY ("municipalityCode") REFERENCES "municipality"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_clarification" ADD CONSTRAINT "access_clarification_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "access_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_comment" ADD CONSTRAINT "case_comment_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_comment" ADD CONSTRAINT "case_comment_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What schema.prisma cannot say.

-- The states of the new kinds and of access requests, beside those that are there.
do $$
declare definition text;
begin
  select pg_get_constraintdef(oid) into strict definition from pg_constraint where conname = 'process_state';
  definition := regexp_replace(definition, 'WHEN ''accessRequest''::text THEN \(state = ANY \(ARRAY\[[^\]]*\]\)\)',
    'WHEN ''accessRequest'' THEN state IN (''new'', ''started'', ''submitted'', ''needsClarification'', ''invited'', ''approved'', ''denied'', ''expired'', ''withdrawn'', ''anonymised'')');
  if definition not like '%needsClarification%' then raise exception 'the states of access requests were not found'; end if;
  alter table process drop constraint process_state;
  execute 'alter table process add constraint process_state ' || regexp_replace(definition, '\mELSE false\M',
    'WHEN ''role'' THEN state IN (''new'', ''proposed'', ''active'', ''suspended'', ''revoked'', ''declined'', ''ended'') '
    'WHEN ''person'' THEN state IN (''new'', ''active'', ''dormant'', ''anonymised'') ELSE false');
end $$;

alter table role_grant drop constraint role_grant_state;
alter table role_grant add constraint role_grant_state check (state in ('proposed', 'active', 'suspended', 'revoked', 'declined', 'ended'));
alter table role_grant drop constraint role_grant_place;
alter table role_grant add constraint role_grant_place check (case
  when role in ('applicant', 'municipalCoordinator', 'localApprover') then "municipalityCode" is not null and "countyGovernorCode" is null
  when role in ('caseOfficer', 'assessor', 'approver', 'leader', 'referenceGroupMember', 'countyGovernorAdmin') then "countyGovernorCode" is not null and "municipalityCode" is null
  when role in ('ministryReader', 'ministryOfficer', 'systemAdmin', 'auditor') then "countyGovernorCode" is null and "municipalityCode" is null
  else false end);
-- Once for each person and place; lent ones beside their own, once from each lender.
drop index role_grant_once;
create unique index role_grant_once on role_grant
  ("personId", role, coalesce("countyGovernorCode", ''), coalesce("municipalityCode", ''), coalesce("deputyForId", "personId"))
  where state in ('proposed', 'active', 'suspended');
alter table role_grant add constraint role_grant_loan check ("deputyForId" is null or ("deputyForId" <> "personId" and "toAt" > "fromAt"));
-- Two people, neither of them the holder, stand behind a role that two must agree on.
alter table role_grant add constraint role_grant_two check (
  ("confirmedById" is null or ("confirmedById" <> "proposedById" and "confirmedById" <> "personId"))
  and ("proposedById" is null or "confirmedById" is not null or state in ('proposed', 'declined', 'ended')));

-- What is decided is closed from the same instant.
update access_request set "closedAt" = "decidedAt" where "decidedAt" is not null;
update access_request r set "closedAt" = e.at from process p join event e on e."processId" = p.id and e."toState" = 'expired'
  where p.kind = 'accessRequest' and p."subjectId" = r.id and r."closedAt" is null;
-- U1: one open request per person and municipality, whatever two forms say at the same moment.
create unique index access_request_open on access_request ("personId", "municipalityCode") where "closedAt" is null and "invitedById" is null;

create trigger access_log_never_changed before update or delete on access_log for each row execute function never_changed();
create trigger case_comment_never_changed before update or delete on case_comment for each row execute function never_changed();
