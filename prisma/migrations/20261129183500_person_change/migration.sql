-- CreateTable
CREATE TABLE "person_change" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,

    CONSTRAINT "person_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "person_change_personId_at_idx" ON "person_change"("personId", "at");

-- What schema.prisma cannot say.

-- Never changed; only the anonymisation of the person empties it.
create function person_change_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.id <> old.id or new."personId" <> old."personId" or new.at <> old.at
    or new.before <> '{}'::jsonb or new.after <> '{}'::jsonb
    or current_setting('prosjektskjonn.anonymising', true) is distinct from 'on' then
    raise exception 'a change of a name is never changed' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger person_change_kept before update or delete on person_change for each row execute function person_change_kept();
