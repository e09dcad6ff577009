-- Nobody: what was sent in stands at the deadline, and what was typed since is put into the history.
ALTER TABLE "draft_change" ALTER COLUMN "actorId" DROP NOT NULL;

-- What answer an extension promises, where it moves that too; null: as before.
ALTER TABLE "call_deadline" ADD COLUMN "expectedDecisionOn" DATE;

-- On whose behalf the municipality applies (D-9).
ALTER TABLE "application" ADD COLUMN "projectOwnerKind" TEXT NOT NULL DEFAULT 'municipality';
alter table application add constraint application_owner_kind check ("projectOwnerKind" in ('municipality', 'regionalCouncil'));
