-- CreateTable
CREATE TABLE "county_governor" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "writtenForm" TEXT NOT NULL,
    "organisationNumber" TEXT NOT NULL,
    "slug" TEXT NOT NULL,

    CONSTRAINT "county_governor_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "county" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "countyGovernorCode" TEXT NOT NULL,
    "defaultWrittenForm" TEXT NOT NULL,

    CONSTRAINT "county_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "municipality" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "officialName" TEXT NOT NULL,
    "parallelNames" TEXT[],
    "countyCode" TEXT NOT NULL,
    "writtenForm" TEXT NOT NULL,
    "validFrom" DATE,
    "validTo" DATE,
    "postReceptionEmail" TEXT NOT NULL,
    "chiefExecutiveEmail" TEXT NOT NULL,

    CONSTRAINT "municipality_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "historic_municipality" (
    "name" TEXT NOT NULL,
    "validTo" DATE NOT NULL,
    "successorCode" TEXT,
    "note" TEXT,

    CONSTRAINT "historic_municipality_pkey" PRIMARY KEY ("name","validTo")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "subjectHash" TEXT NOT NULL,
    "firstName" TEXT NOT NULL,
    "lastName" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT,
    "language" TEXT NOT NULL DEFAULT 'nb',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "countyGovernorCode" TEXT,
    "municipalityCode" TEXT,
    "accessRequestId" UUID,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "toAt" TIMESTAMPTZ(3),

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_request" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "municipalityCode" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "firstName" TEXT NOT NULL,
    "lastName" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "reason" TEXT,

    CONSTRAINT "access_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "process" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "parentId" TEXT,
    "callId" UUID,
    "state" TEXT NOT NULL,
    "waitsFor" TEXT NOT NULL,
    "countyGovernorCode" TEXT,
    "municipalityCode" TEXT,
    "nextDueAt" TIMESTAMPTZ(3),
    "lastSeq" INTEGER NOT NULL DEFAULT 0,
    "appliedSeq" INTEGER NOT NULL DEFAULT 0,
    "eventSeq" INTEGER NOT NULL DEFAULT 0,
    "final" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "process_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "command" (
    "id" TEXT NOT NULL,
    "processId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "actorId" UUID,
    "actorRole" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "contentHash" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "deliverAfter" TIMESTAMPTZ(3) NOT NULL,
    "triedAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "refusal" TEXT,

    CONSTRAINT "command_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "processId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "fromState" TEXT NOT NULL,
    "toState" TEXT NOT NULL,
    "actorId" UUID,
    "actorRole" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3) NOT NULL,
    "result" JSONB NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("processId","seq")
);

-- CreateTable
CREATE TABLE "duty" (
    "key" TEXT NOT NULL,
    "processId" TEXT NOT NULL,
    "ladder" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'planned',
    "doneAt" TIMESTAMPTZ(3),
    "note" TEXT,

    CONSTRAINT "duty_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "email" (
    "key" TEXT NOT NULL,
    "processId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "toAddress" TEXT NOT NULL,
    "recipientId" UUID,
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "letterId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "email_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "letter" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "processId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "municipalityCode" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "error" TEXT,
    "archiveFileId" UUID,
    "readerFileId" UUID,
    "openedAt" TIMESTAMPTZ(3),
    "openedById" UUID,

    CONSTRAINT "letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "key" TEXT NOT NULL,
    "processId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "countyGovernorCode" TEXT,
    "municipalityCode" TEXT,
    "assigneeId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "doneById" UUID,

    CONSTRAINT "task_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "call" (
    "id" UUID NOT NULL,
    "countyGovernorCode" TEXT NOT NULL,
    "countyCodes" TEXT[],
    "budgetYear" INTEGER NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 1,
    "titleNb" TEXT NOT NULL,
    "titleNn" TEXT NOT NULL,
    "purposeNb" TEXT NOT NULL,
    "purposeNn" TEXT NOT NULL,
    "requirementsNb" TEXT NOT NULL,
    "requirementsNn" TEXT NOT NULL,
    "frame" BIGINT NOT NULL,
    "minAmount" BIGINT,
    "maxAmount" BIGINT,
    "ownSharePercent" INTEGER NOT NULL DEFAULT 0,
    "maxApplications" INTEGER,
    "rankRequired" BOOLEAN NOT NULL DEFAULT false,
    "decisionRegime" TEXT NOT NULL DEFAULT 'notIndividualDecision',
    "localApproval" TEXT NOT NULL DEFAULT 'none',
    "projectKinds" TEXT NOT NULL DEFAULT 'both',
    "opensAt" TIMESTAMPTZ(3) NOT NULL,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "deadlineVersion" INTEGER NOT NULL DEFAULT 1,
    "expectedDecisionOn" DATE NOT NULL,
    "reminderDays" INTEGER[] DEFAULT ARRAY[14, 7, 3, 1]::INTEGER[],
    "clarificationDays" INTEGER NOT NULL DEFAULT 10,
    "authorId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_deadline" (
    "callId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,

    CONSTRAINT "call_deadline_pkey" PRIMARY KEY ("callId","version")
);

-- CreateTable
CREATE TABLE "priority_area" (
    "id" UUID NOT NULL,
    "callId" UUID NOT NULL,
    "parentId" UUID,
    "position" INTEGER NOT NULL,
    "nameNb" TEXT NOT NULL,
    "nameNn" TEXT NOT NULL,
    "earmarked" BIGINT,

    CONSTRAINT "priority_area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "criterion" (
    "callId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "nameNb" TEXT NOT NULL,
    "nameNn" TEXT NOT NULL,
    "weight" INTEGER NOT NULL,

    CONSTRAINT "criterion_pkey" PRIMARY KEY ("callId","key")
);

-- CreateTable
CREATE TABLE "report_plan" (
    "id" UUID NOT NULL,
    "callId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "periodFrom" DATE NOT NULL,
    "periodTo" DATE NOT NULL,
    "opensAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application" (
    "id" UUID NOT NULL,
    "callId" UUID NOT NULL,
    "municipalityCode" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'new',
    "title" TEXT NOT NULL DEFAULT '',
    "summary" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL,
    "sectors" TEXT[],
    "priorityAreaIds" UUID[],
    "contactId" UUID NOT NULL,
    "projectOwnerName" TEXT,
    "projectOwnerNumber" TEXT,
    "ownReference" TEXT,
    "payeeMunicipalityCode" TEXT,
    "challenges" TEXT NOT NULL DEFAULT '',
    "goalsAndMethod" TEXT NOT NULL DEFAULT '',
    "firstYear" INTEGER NOT NULL,
    "yearCount" INTEGER NOT NULL DEFAULT 1,
    "budgetComment" TEXT NOT NULL DEFAULT '',
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "caseNumber" TEXT,
    "caseOfficerId" UUID,
    "publicSince" TIMESTAMPTZ(3),

    CONSTRAINT "application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application_partner" (
    "applicationId" UUID NOT NULL,
    "municipalityCode" TEXT NOT NULL,

    CONSTRAINT "application_partner_pkey" PRIMARY KEY ("applicationId","municipalityCode")
);

-- CreateTable
CREATE TABLE "budget_line" (
    "applicationId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "amount" BIGINT NOT NULL,

    CONSTRAINT "budget_line_pkey" PRIMARY KEY ("applicationId","side","position","year")
);

-- CreateTable
CREATE TABLE "clarification" (
    "applicationId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "askedById" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "dueVersion" INTEGER NOT NULL DEFAULT 1,
    "answer" TEXT,
    "answeredById" UUID,
    "answeredAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "clarification_pkey" PRIMARY KEY ("applicationId","round")
);

-- CreateTable
CREATE TABLE "impartiality_declaration" (
    "applicationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "declaredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "impartiality_declaration_pkey" PRIMARY KEY ("applicationId","personId")
);

-- CreateTable
CREATE TABLE "assessment" (
    "applicationId" UUID NOT NULL,
    "assessorId" UUID NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assessment_pkey" PRIMARY KEY ("applicationId","assessorId")
);

-- CreateTable
CREATE TABLE "score" (
    "applicationId" UUID NOT NULL,
    "assessorId" UUID NOT NULL,
    "criterionKey" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "score_pkey" PRIMARY KEY ("applicationId","assessorId","criterionKey")
);

-- CreateTable
CREATE TABLE "recommendation" (
    "applicationId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "officerId" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "conditions" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recommendation_pkey" PRIMARY KEY ("applicationId","round")
);

-- CreateTable
CREATE TABLE "recommendation_year" (
    "applicationId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "budgetYear" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "recommendation_year_pkey" PRIMARY KEY ("applicationId","round","budgetYear")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "applicationId" UUID NOT NULL,
    "callId" UUID NOT NULL,
    "signedBy" TEXT NOT NULL,
    "approverId" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'signed',
    "refusal" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision_year" (
    "decisionId" UUID NOT NULL,
    "budgetYear" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "decision_year_pkey" PRIMARY KEY ("decisionId","budgetYear")
);

-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "applicationId" UUID,
    "callId" UUID,
    "countyGovernorCode" TEXT NOT NULL,
    "municipalityCode" TEXT NOT NULL,
    "payeeMunicipalityCode" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "sectors" TEXT[],
    "language" TEXT NOT NULL,
    "contactId" UUID,
    "caseOfficerId" UUID,
    "caseNumber" TEXT,
    "appliedAmount" BIGINT NOT NULL,
    "firstYear" INTEGER NOT NULL,
    "conditions" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "completedAt" TIMESTAMPTZ(3),
    "publicSince" TIMESTAMPTZ(3),

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "award_year" (
    "projectId" UUID NOT NULL,
    "budgetYear" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "award_year_pkey" PRIMARY KEY ("projectId","budgetYear")
);

-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "periodFrom" DATE NOT NULL,
    "periodTo" DATE NOT NULL,
    "opensAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "originalDueAt" TIMESTAMPTZ(3) NOT NULL,
    "dueVersion" INTEGER NOT NULL DEFAULT 1,
    "round" INTEGER NOT NULL DEFAULT 1,
    "summary" TEXT NOT NULL DEFAULT '',
    "progressStatus" TEXT,
    "progressText" TEXT NOT NULL DEFAULT '',
    "problems" TEXT NOT NULL DEFAULT '',
    "results" TEXT NOT NULL DEFAULT '',
    "experience" TEXT NOT NULL DEFAULT '',
    "benefitOthers" TEXT NOT NULL DEFAULT '',
    "recommend" TEXT,
    "unspentPlan" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "savedAt" TIMESTAMPTZ(3),
    "submittedAt" TIMESTAMPTZ(3),
    "submittedById" UUID,
    "returnComment" TEXT,
    "approvedAt" TIMESTAMPTZ(3),
    "approvedById" UUID,
    "executedAsPlanned" TEXT,
    "goalAchievement" INTEGER,
    "transferValue" TEXT,
    "recommendedToOthers" TEXT,
    "star" BOOLEAN,
    "assessment" TEXT,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_line" (
    "reportId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "budget" BIGINT NOT NULL,
    "used" BIGINT NOT NULL,

    CONSTRAINT "report_line_pkey" PRIMARY KEY ("reportId","side","position")
);

-- CreateTable
CREATE TABLE "counter" (
    "series" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "counter_pkey" PRIMARY KEY ("series")
);

-- CreateTable
CREATE TABLE "session" (
    "sid" TEXT NOT NULL,
    "sess" JSONB NOT NULL,
    "expire" TIMESTAMP(6) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("sid")
);

-- CreateIndex
CREATE UNIQUE INDEX "county_governor_organisationNumber_key" ON "county_governor"("organisationNumber");

-- CreateIndex
CREATE UNIQUE INDEX "county_governor_slug_key" ON "county_governor"("slug");

-- CreateIndex
CREATE INDEX "municipality_countyCode_idx" ON "municipality"("countyCode");

-- CreateIndex
CREATE UNIQUE INDEX "person_subjectHash_key" ON "person"("subjectHash");

-- CreateIndex
CREATE UNIQUE INDEX "role_grant_accessRequestId_key" ON "role_grant"("accessRequestId");

-- CreateIndex
CREATE INDEX "role_grant_personId_idx" ON "role_grant"("personId");

-- CreateIndex
CREATE INDEX "role_grant_municipalityCode_idx" ON "role_grant"("municipalityCode");

-- CreateIndex
CREATE INDEX "role_grant_countyGovernorCode_role_idx" ON "role_grant"("countyGovernorCode", "role");

-- CreateIndex
CREATE INDEX "access_request_personId_idx" ON "access_request"("personId");

-- CreateIndex
CREATE INDEX "process_parentId_idx" ON "process"("parentId");

-- CreateIndex
CREATE UNIQUE INDEX "process_kind_subjectId_key" ON "process"("kind", "subjectId");

-- CreateIndex
CREATE INDEX "command_actorId_idx" ON "command"("actorId");

-- CreateIndex
CREATE UNIQUE INDEX "command_processId_seq_key" ON "command"("processId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "event_cause_key" ON "event"("cause");

-- CreateIndex
CREATE INDEX "duty_processId_idx" ON "duty"("processId");

-- CreateIndex
CREATE INDEX "email_processId_idx" ON "email"("processId");

-- CreateIndex
CREATE UNIQUE INDEX "letter_key_key" ON "letter"("key");

-- CreateIndex
CREATE UNIQUE INDEX "letter_archiveFileId_key" ON "letter"("archiveFileId");

-- CreateIndex
CREATE UNIQUE INDEX "letter_readerFileId_key" ON "letter"("readerFileId");

-- CreateIndex
CREATE INDEX "letter_processId_idx" ON "letter"("processId");

-- CreateIndex
CREATE INDEX "task_processId_idx" ON "task"("processId");

-- CreateIndex
CREATE INDEX "call_countyGovernorCode_budgetYear_idx" ON "call"("countyGovernorCode", "budgetYear");

-- CreateIndex
CREATE INDEX "priority_area_callId_idx" ON "priority_area"("callId");

-- CreateIndex
CREATE UNIQUE INDEX "report_plan_callId_position_key" ON "report_plan"("callId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "application_reference_key" ON "application"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "application_caseNumber_key" ON "application"("caseNumber");

-- CreateIndex
CREATE INDEX "application_callId_idx" ON "application"("callId");

-- CreateIndex
CREATE INDEX "application_municipalityCode_idx" ON "application"("municipalityCode");

-- CreateIndex
CREATE INDEX "decision_callId_idx" ON "decision"("callId");

-- CreateIndex
CREATE UNIQUE INDEX "project_applicationId_key" ON "project"("applicationId");

-- CreateIndex
CREATE INDEX "project_countyGovernorCode_idx" ON "project"("countyGovernorCode");

-- CreateIndex
CREATE INDEX "project_municipalityCode_idx" ON "project"("municipalityCode");

-- CreateIndex
CREATE UNIQUE INDEX "report_projectId_position_key" ON "report"("projectId", "position");

-- CreateIndex
CREATE INDEX "session_expire_idx" ON "session"("expire");

-- AddForeignKey
ALTER TABLE "county" ADD CONSTRAINT "county_countyGovernorCode_fkey" FOREIGN KEY ("countyGovernorCode") REFERENCES "county_governor"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "municipality" ADD CONSTRAINT "municipality_countyCode_fkey" FOREIGN KEY ("countyCode") REFERENCES "county"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "historic_municipality" ADD CONSTRAINT "historic_municipality_successorCode_fkey" FOREIGN KEY ("successorCode") REFERENCES "municipality"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_personId_fkey" FOREIGN KEY ("personId") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_countyGovernorCode_fkey" FOREIGN KEY ("countyGovernorCode") REFERENCES "county_governor"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_municipalityCode_fkey" FOREIGN KEY ("municipalityCode") REFERENCES "municipality"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_personId_fkey" FOREIGN KEY ("personId") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_municipalityCode_fkey" FOREIGN KEY ("municipalityCode") REFERENCES "municipality"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "process" ADD CONSTRAINT "process_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "process"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "command" ADD CONSTRAINT "command_processId_fkey" FOREIGN KEY ("processId") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_processId_fkey" FOREIGN KEY ("processId") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty" ADD CONSTRAINT "duty_processId_fkey" FOREIGN KEY ("processId") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email" ADD CONSTRAINT "email_processId_fkey" FOREIGN KEY ("processId") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter" ADD CONSTRAINT "letter_processId_fkey" FOREIGN KEY ("processId") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter" ADD CONSTRAINT "letter_archiveFileId_fkey" FOREIGN KEY ("archiveFileId") REFERENCES "file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter" ADD CONSTRAINT "letter_readerFileId_fkey" FOREIGN KEY ("readerFileId") REFERENCES "file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_processId_fkey" FOREIGN KEY ("processId") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_countyGovernorCode_fkey" FOREIGN KEY ("countyGovernorCode") REFERENCES "county_governor"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_deadline" ADD CONSTRAINT "call_deadline_callId_fkey" FOREIGN KEY ("callId") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "priority_area" ADD CONSTRAINT "priority_area_callId_fkey" FOREIGN KEY ("callId") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "priority_area" ADD CONSTRAINT "priority_area_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "priority_area"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "criterion" ADD CONSTRAINT "criterion_callId_fkey" FOREIGN KEY ("callId") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_plan" ADD CONSTRAINT "report_plan_callId_fkey" FOREIGN KEY ("callId") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_callId_fkey" FOREIGN KEY ("callId") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_municipalityCode_fkey" FOREIGN KEY ("municipalityCode") REFERENCES "municipality"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application_partner" ADD CONSTRAINT "application_partner_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "application"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application_partner" ADD CONSTRAINT "application_partner_municipalityCode_fkey" FOREIGN KEY ("municipalityCode") REFERENCES "municipality"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budget_line" ADD CONSTRAINT "budget_line_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "application"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clarification" ADD CONSTRAINT "clarification_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "impartiality_declaration" ADD CONSTRAINT "impartiality_declaration_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "impartiality_declaration" ADD CONSTRAINT "impartiality_declaration_personId_fkey" FOREIGN KEY ("personId") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_assessorId_fkey" FOREIGN KEY ("assessorId") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score" ADD CONSTRAINT "score_applicationId_assessorId_fkey" FOREIGN KEY ("applicationId", "assessorId") REFERENCES "assessment"("applicationId", "assessorId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation_year" ADD CONSTRAINT "recommendation_year_applicationId_round_fkey" FOREIGN KEY ("applicationId", "round") REFERENCES "recommendation"("applicationId", "round") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_callId_fkey" FOREIGN KEY ("callId") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_year" ADD CONSTRAINT "decision_year_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "decision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "application"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_callId_fkey" FOREIGN KEY ("callId") REFERENCES "call"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_municipalityCode_fkey" FOREIGN KEY ("municipalityCode") REFERENCES "municipality"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_payeeMunicipalityCode_fkey" FOREIGN KEY ("payeeMunicipalityCode") REFERENCES "municipality"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "award_year" ADD CONSTRAINT "award_year_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_line" ADD CONSTRAINT "report_line_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;
