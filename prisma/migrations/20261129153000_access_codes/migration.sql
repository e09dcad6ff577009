-- AlterTable
ALTER TABLE "access_request" ADD COLUMN     "secretHash" TEXT,
ADD COLUMN     "wrongCodes" INTEGER NOT NULL DEFAULT 0;
