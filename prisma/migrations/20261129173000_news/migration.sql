-- CreateTable
CREATE TABLE "news" (
    "id" UUID NOT NULL,
    "countyGovernorCode" TEXT NOT NULL,
    "callId" UUID,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "titleNb" TEXT NOT NULL,
    "titleNn" TEXT NOT NULL,
    "textNb" TEXT NOT NULL,
    "textNn" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawalReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "news_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "news_change" (
    "newsId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "actorId" UUID NOT NULL,
    "actorRole" TEXT NOT NULL,
    "deputyForId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "callId" UUID,
    "titleNb" TEXT NOT NULL,
    "titleNn" TEXT NOT NULL,
    "textNb" TEXT NOT NULL,
    "textNn" TEXT NOT NULL,
    "reason" TEXT,

    CONSTRAINT "news_change_pkey" PRIMARY KEY ("newsId","version")
);

-- CreateIndex
CREATE INDEX "news_countyGovernorCode_publishedAt_idx" ON "news"("countyGovernorCode", "publishedAt");

-- CreateIndex
CREATE INDEX "news_callId_idx" ON "news"("callId");

-- AddForeignKey
ALTER TABLE "news" ADD CONSTRAINT "news_countyGovernorCode_fkey" FOREIGN KEY ("countyGovernorCode") REFERENCES "county_governor"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news" ADD CONSTRAINT "news_callId_fkey" FOREIGN KEY ("callId") REFERENCES "call"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news_change" ADD CONSTRAINT "news_change_newsId_fkey" FOREIGN KEY ("newsId") REFERENCES "news"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What schema.prisma cannot say.

-- What the public reads is whole in both written forms; a draft may lack any of it.
alter table news add constraint news_state check (case state
  when 'draft' then "publishedAt" is null and "updatedAt" is null and "withdrawnAt" is null
  when 'published' then "publishedAt" is not null and "withdrawnAt" is null
  when 'withdrawn' then "publishedAt" is not null and "withdrawnAt" is not null
  else false end
  and ("withdrawnAt" is null) = ("withdrawalReason" is null));
alter table news add constraint news_lengths check (length("titleNb") <= 120 and length("titleNn") <= 120
  and length("textNb") <= 4000 and length("textNn") <= 4000
  and (state = 'draft' or ("titleNb" <> '' and "titleNn" <> '' and "textNb" <> '' and "textNn" <> '')));
alter table news_change add constraint news_change_name check (name in ('drafted', 'saved', 'published', 'corrected', 'withdrawn'));
create index news_published on news ("publishedAt" desc, id) where state = 'published';
create trigger news_change_never_changed before update or delete on news_change for each row execute function never_changed();
