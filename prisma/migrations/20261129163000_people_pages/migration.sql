-- CreateTable
CREATE TABLE "municipality_change" (
    "id" UUID NOT NULL,
    "municipalityCode" TEXT NOT NULL,
    "actorId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,

    CONSTRAINT "municipality_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wrong_code" (
    "id" UUID NOT NULL,
    "commandId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wrong_code_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "municipality_change_municipalityCode_at_idx" ON "municipality_change"("municipalityCode", "at");

-- CreateIndex
CREATE INDEX "wrong_code_commandId_idx" ON "wrong_code"("commandId");

-- What schema.prisma cannot say.

create trigger municipality_change_never_changed before update or delete on municipality_change for each row execute function never_changed();
