-- Who changed a name, with which role, and the row's place among those of one instant. Until now only the person did.
ALTER TABLE "person_change" ADD COLUMN "actorId" UUID,
ADD COLUMN "actorRole" TEXT NOT NULL DEFAULT 'holder',
ADD COLUMN "deputyForId" UUID,
ADD COLUMN "seq" SERIAL NOT NULL;

alter table person_change disable trigger person_change_kept;
update person_change set "actorId" = "personId";
alter table person_change enable trigger person_change_kept;

-- AlterTable
ALTER TABLE "person_change" ALTER COLUMN "actorId" SET NOT NULL, ALTER COLUMN "actorRole" DROP DEFAULT;

-- CreateIndex
CREATE INDEX "person_change_at_idx" ON "person_change"("at");

-- What schema.prisma cannot say.

-- Nothing of it is changed but what the anonymisation of the person empties.
create or replace function person_change_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - 'before' - 'after') <> (to_jsonb(old) - 'before' - 'after')
    or new.before <> '{}'::jsonb or new.after <> '{}'::jsonb
    or current_setting('prosjektskjonn.anonymising', true) is distinct from 'on' then
    raise exception 'a change of a name is never changed' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
