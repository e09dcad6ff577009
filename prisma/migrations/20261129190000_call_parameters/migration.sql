-- AlterTable
ALTER TABLE "call" ADD COLUMN "applicants" TEXT[] DEFAULT ARRAY['municipality']::TEXT[],
ADD COLUMN "copiedFromId" UUID,
ADD COLUMN "eligibleCostKinds" TEXT[] DEFAULT ARRAY['salary', 'services', 'office', 'travel', 'equipment', 'dissemination', 'other']::TEXT[],
ADD COLUMN "otherSchemesNb" TEXT NOT NULL DEFAULT '',
ADD COLUMN "otherSchemesNn" TEXT NOT NULL DEFAULT '',
ADD COLUMN "requiredAttachments" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN "schemeNameNb" TEXT NOT NULL DEFAULT '',
ADD COLUMN "schemeNameNn" TEXT NOT NULL DEFAULT '',
ADD COLUMN "typed" JSONB;

-- AlterTable
ALTER TABLE "letter" ALTER COLUMN "municipalityCode" DROP NOT NULL;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_copiedFromId_fkey" FOREIGN KEY ("copiedFromId") REFERENCES "call"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What schema.prisma cannot say.

alter table call add constraint call_choices check (
  "applicants" is not null and cardinality("applicants") > 0 and "applicants" <@ array['municipality', 'regionalCouncil']
  and "eligibleCostKinds" is not null and cardinality("eligibleCostKinds") > 0
  and "eligibleCostKinds" <@ array['salary', 'services', 'office', 'travel', 'equipment', 'dissemination', 'other']
  and coalesce("requiredAttachments", '{}') <@ array['projectPlan', 'budget', 'mandate', 'partnerConfirmation']);
alter table call add constraint call_policy check (round > 0 and ("maxApplications" is null or "maxApplications" > 0)
  and "clarificationDays" between 1 and 60 and coalesce(array_length("reminderDays", 1), 0) <= 6
  and 1 <= all ("reminderDays") and 60 >= all ("reminderDays"));
alter table priority_area add constraint priority_area_earmarked check (earmarked is null or earmarked >= 0);

-- A letter to all has no one municipality: the announcement of a call.
alter table letter add constraint letter_recipient check ((kind = 'L1') = ("municipalityCode" is null));
