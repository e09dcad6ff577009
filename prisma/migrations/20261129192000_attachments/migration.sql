-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "applicationId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "openness" TEXT NOT NULL DEFAULT 'public',
    "opennessReason" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "fileId" UUID,
    "scan" TEXT NOT NULL,
    "scanTriedAt" TIMESTAMPTZ(3),
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "addedById" UUID NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachment_change" (
    "id" UUID NOT NULL,
    "applicationId" UUID NOT NULL,
    "attachmentId" UUID,
    "name" TEXT NOT NULL,
    "actorId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "attachment_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "attachment_fileId_key" ON "attachment"("fileId");

-- CreateIndex
CREATE INDEX "attachment_applicationId_idx" ON "attachment"("applicationId");

-- CreateIndex
CREATE INDEX "attachment_change_applicationId_at_idx" ON "attachment_change"("applicationId", "at");

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What schema.prisma cannot say.

alter table attachment add constraint attachment_kind check (kind in ('projectPlan', 'budget', 'mandate', 'partnerConfirmation', 'other'));
alter table attachment add constraint attachment_scan check (scan in ('off', 'waiting', 'clean', 'infected'));
alter table attachment add constraint attachment_lengths check (length(title) between 1 and 100 and length(name) between 1 and 120
  and size > 0 and length("opennessReason") <= 300 and (openness <> 'public' or "opennessReason" = ''));
alter table attachment add constraint attachment_openness check (openness in ('public', 'personalData', 'exempt'));
-- The same content once; what is there has its bytes.
create unique index attachment_content on attachment ("applicationId", sha256) where "removedAt" is null;
alter table attachment add constraint attachment_bytes check ("removedAt" is not null or "fileId" is not null);
create index attachment_waiting on attachment ("scanTriedAt" nulls first) where scan = 'waiting' and "fileId" is not null;

alter table attachment_change add constraint attachment_change_name
  check (name in ('added', 'changed', 'removed', 'interrupted', 'clean', 'infected'));
create trigger attachment_change_never_changed before update or delete on attachment_change for each row execute function never_changed();

-- Is it in something the municipality has sent? Every command of the application that names it counts.
create function attachment_is_sent(attachment attachment) returns boolean language sql stable as $$
  select exists (select from command c
    where c."processId" = 'grant/' || attachment."applicationId" and position(attachment.id::text in c.content::text) > 0)
$$;

-- The bytes of what has been sent are never deleted or changed.
create function sent_file_kept() returns trigger language plpgsql as $$
begin
  if exists (select from attachment a where a."fileId" = old.id and attachment_is_sent(a)) then
    raise exception 'the file of a version that was sent is never changed' using errcode = 'integrity_constraint_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger sent_file_kept before update or delete on file for each row execute function sent_file_kept();
