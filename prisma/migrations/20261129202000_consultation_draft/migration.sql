-- CreateTable
CREATE TABLE "consultation_draft" (
    "consultationId" UUID NOT NULL,
    "municipalityCode" TEXT NOT NULL,
    "replies" JSONB NOT NULL,
    "savedById" UUID NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consultation_draft_pkey" PRIMARY KEY ("consultationId","municipalityCode")
);

-- AddForeignKey
ALTER TABLE "consultation_draft" ADD CONSTRAINT "consultation_draft_consultationId_municipalityCode_fkey" FOREIGN KEY ("consultationId", "municipalityCode") REFERENCES "consultation_municipality"("consultationId", "municipalityCode") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation_draft" ADD CONSTRAINT "consultation_draft_savedById_fkey" FOREIGN KEY ("savedById") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What schema.prisma cannot say: one entry for each question, whatever is written in it.
alter table consultation_draft add constraint consultation_draft_replies check (jsonb_typeof(replies) = 'object');
