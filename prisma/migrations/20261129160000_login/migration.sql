-- AlterTable
ALTER TABLE "person" ADD COLUMN     "subjectKey" TEXT;

-- CreateTable
CREATE TABLE "log_out_token" (
    "id" TEXT NOT NULL,
    "expire" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_out_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- What schema.prisma cannot say.

-- Counters are written often and need not outlive a crash.
alter table rate_limit set unlogged;
-- A log-out elsewhere finds its sessions by these.
create index session_login_sid on session ((sess->'login'->>'sid'));
create index session_login_sub on session ((sess->'login'->>'sub'));
