ALTER TABLE "report_line" ADD COLUMN "explanation" TEXT NOT NULL DEFAULT '';
