-- AlterTable
ALTER TABLE "call" ADD COLUMN IF NOT EXISTS "requiredAttachments" TEXT[] DEFAULT ARRAY[]::TEXT[];
