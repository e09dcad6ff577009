-- CreateTable
CREATE TABLE "assignment_rule" (
    "id" UUID NOT NULL,
    "countyGovernorCode" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "sector" TEXT,
    "municipalityCode" TEXT,
    "officerId" UUID NOT NULL,

    CONSTRAINT "assignment_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment_rule_change" (
    "countyGovernorCode" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "actorId" UUID NOT NULL,
    "actorRole" TEXT NOT NULL,
    "deputyForId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "rules" JSONB NOT NULL,

    CONSTRAINT "assignment_rule_change_pkey" PRIMARY KEY ("countyGovernorCode","version")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "assignment_rule_countyGovernorCode_position_key" ON "assignment_rule"("countyGovernorCode", "position");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_personId_name_key" ON "saved_view"("personId", "name");

-- AddForeignKey
ALTER TABLE "assignment_rule" ADD CONSTRAINT "assignment_rule_countyGovernorCode_fkey" FOREIGN KEY ("countyGovernorCode") REFERENCES "county_governor"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_rule" ADD CONSTRAINT "assignment_rule_municipalityCode_fkey" FOREIGN KEY ("municipalityCode") REFERENCES "municipality"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_rule" ADD CONSTRAINT "assignment_rule_officerId_fkey" FOREIGN KEY ("officerId") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_personId_fkey" FOREIGN KEY ("personId") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What schema.prisma cannot say.

alter table assignment_rule add constraint assignment_rule_one_condition check (num_nonnulls(sector, "municipalityCode") = 1);
create trigger assignment_rule_change_never_changed before update or delete on assignment_rule_change for each row execute function never_changed();
create unique index saved_view_one_default on saved_view ("personId") where "isDefault";

-- Case numbers count for each office by itself: where each of them has come to.
insert into counter (series, value)
select 'case/' || p."countyGovernorCode" || '/' || split_part(a."caseNumber", '/', 1), max(split_part(a."caseNumber", '-', 2)::int)
from application a join process p on p.kind = 'grant' and p."subjectId" = a.id
where a."caseNumber" ~ '^\d{4}/[A-Z]{2}-\d+$' and p."countyGovernorCode" is not null
group by 1 on conflict (series) do nothing;
delete from counter where series ~ '^case/\d{4}$';
