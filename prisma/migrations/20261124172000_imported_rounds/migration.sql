-- Projects that were taken over from before this system, and what sources say of rounds whose applications are not here.
create table import_source (
  key text primary key,
  "titleNb" text not null,
  "titleNn" text not null,
  "noteNb" text not null default '',
  "noteNn" text not null default ''
);

alter table project alter column "appliedAmount" drop not null;
alter table project add column "applicantName" text,
  add column "awardedOn" date,
  add column "importSourceKey" text references import_source (key) on delete set null on update cascade;
update project set "awardedOn" = ("createdAt" at time zone 'Europe/Oslo')::date;

create table project_partner (
  "projectId" uuid not null references project (id) on delete restrict on update cascade,
  position integer not null,
  name text not null,
  "municipalityCode" text references municipality (code) on delete set null on update cascade,
  primary key ("projectId", position)
);
create index "project_partner_municipalityCode_idx" on project_partner ("municipalityCode");
insert into project_partner ("projectId", position, name, "municipalityCode")
select p.id, row_number() over (partition by p.id order by m.name) - 1, m.name, m.code
from project p join application_partner ap on ap."applicationId" = p."applicationId" join municipality m on m.code = ap."municipalityCode";

create table award_span (
  "projectId" uuid not null references project (id) on delete restrict on update cascade,
  "untilYear" integer not null,
  years integer not null check (years > 0),
  amount bigint not null check (amount > 0),
  primary key ("projectId", "untilYear")
);

create table round_statistics (
  "countyGovernorCode" text not null references county_governor (code) on delete restrict on update cascade,
  "budgetYear" integer not null,
  position integer not null,
  "areaNb" text,
  "areaNn" text,
  applications integer check (applications >= 0),
  applied bigint check (applied >= 0),
  awards integer check (awards >= 0),
  awarded bigint check (awarded >= 0),
  "noteNb" text not null default '',
  "noteNn" text not null default '',
  "importSourceKey" text not null references import_source (key) on delete restrict on update cascade,
  primary key ("countyGovernorCode", "budgetYear", position),
  -- The whole round has no area; an area has its name in both written forms.
  constraint round_statistics_area check ((position = 0) = ("areaNb" is null) and (position = 0) = ("areaNn" is null))
);
