-- AlterTable
ALTER TABLE "application" ADD COLUMN     "afterProject" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "anchoring" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "anchoringCase" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "anchoringDate" DATE,
ADD COLUMN     "benefits" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "confirmedCodes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "endDate" DATE,
ADD COLUMN     "innovation" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "managerEmail" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "managerName" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "managerPhone" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "managerTitle" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "measureRationale" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "measures" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "milestones" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "municipalRoles" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "otherPartners" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "personalData" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "personalDataText" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "previousProjectId" UUID,
ADD COLUMN     "risks" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "sdgs" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "startDate" DATE,
ADD COLUMN     "stateGrant" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "stateGrantText" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "subGoals" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "transferValue" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "budget_line" ADD COLUMN     "hours" INTEGER,
ADD COLUMN     "rate" INTEGER;

-- CreateTable
CREATE TABLE "draft_change" (
    "applicationId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "actorId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_change_pkey" PRIMARY KEY ("applicationId","version","field")
);

-- AddForeignKey
ALTER TABLE "draft_change" ADD CONSTRAINT "draft_change_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "application"("id") ON DELETE CASCADE ON UPDATE CASCADE;

alter table application add constraint application_yes_no check ("personalData" in ('', 'yes', 'no') and "stateGrant" in ('', 'yes', 'no'));
alter table budget_line add constraint budget_line_own_work check ((hours is null) = (rate is null));
