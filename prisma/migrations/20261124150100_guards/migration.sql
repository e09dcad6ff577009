-- What schema.prisma cannot say. The lists of states are compared with the lifecycle tables by a test.

-- One clock. Production’s offset is always 0; the embedded product replaces app_offset() by one that reads a table.
create function app_offset() returns bigint language sql stable as $$ select 0::bigint $$;
-- clock_timestamp(), not now(): an instant is taken after the row lock, not at the transaction’s start.
create function app_now() returns timestamptz language sql volatile as
  $$ select date_trunc('milliseconds', clock_timestamp()) + app_offset() * interval '1 millisecond' $$;

alter table process add constraint process_state check (case kind
  when 'accessRequest' then state in ('new', 'started', 'submitted', 'approved', 'denied', 'expired')
  when 'call' then state in ('new', 'draft', 'awaitingApproval', 'scheduled', 'open', 'closed', 'underAssessment', 'allocated', 'decided', 'completed', 'cancelled')
  when 'grant' then state in ('new', 'draft', 'submitted', 'registered', 'underAssessment', 'informationRequested', 'recommended', 'granted', 'partiallyGranted', 'rejected', 'dismissed', 'withdrawn', 'lapsed', 'cancelled')
  when 'project' then state in ('new', 'active', 'finalReporting', 'completed')
  when 'report' then state in ('new', 'scheduled', 'open', 'overdue', 'submitted', 'returned', 'approved')
  else false end);
alter table process add constraint process_seq check ("appliedSeq" between 0 and "lastSeq" and "eventSeq" >= 0);
alter table process add constraint process_final check (not final or ("appliedSeq" = "lastSeq" and "nextDueAt" is null));
create index process_next_due on process ("nextDueAt", id) where not final and "nextDueAt" is not null;

alter table command add constraint command_status check (status in ('pending', 'applied', 'refused') and (status = 'refused') = (refusal is not null));
create index command_pending on command ("deliverAfter", "processId", seq) where status = 'pending';
create index command_pending_of_process on command ("processId", seq) where status = 'pending';
alter table duty add constraint duty_type check (type in ('reminder', 'escalation', 'deadline'));
alter table duty add constraint duty_status check (status in ('planned', 'done', 'superseded', 'skipped', 'dropped'));
create index duty_planned on duty ("processId", "dueAt") where status = 'planned';
alter table email add constraint email_status check (status in ('pending', 'sent', 'bounced', 'failed'));
create index email_pending on email ("processId") where status = 'pending';
alter table letter add constraint letter_status check (status in ('pending', 'ready', 'failed')
  and (status = 'ready') = ("archiveFileId" is not null and "readerFileId" is not null));
alter table letter add constraint letter_language check (language in ('nb', 'nn'));
alter table file add constraint file_hash check (sha256 ~ '^[0-9a-f]{64}$' and size = length(bytes));
create index task_open on task ("countyGovernorCode", "municipalityCode") where "doneAt" is null;

-- What happened stays as it was.
create function never_changed() returns trigger language plpgsql as
  $$ begin raise exception '% rows are never changed', tg_table_name using errcode = 'integrity_constraint_violation'; end $$;
create trigger event_never_changed before update or delete on event for each row execute function never_changed();
create trigger file_never_changed before update on file for each row execute function never_changed();
create function command_content_kept() returns trigger language plpgsql as $$
begin
  if new.content is distinct from old.content or new."receivedAt" <> old."receivedAt" or new.seq <> old.seq or new.name <> old.name then
    raise exception 'what was received is never changed' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger command_content_kept before update on command for each row execute function command_content_kept();

alter table county_governor add constraint county_governor_form check ("writtenForm" in ('nb', 'nn'));
alter table county add constraint county_form check ("defaultWrittenForm" in ('nb', 'nn', 'neutral'));
alter table municipality add constraint municipality_form check ("writtenForm" in ('nb', 'nn', 'neutral') and code ~ '^[0-9]{4}$');
alter table person add constraint person_language check (language in ('nb', 'nn'));
alter table role_grant add constraint role_grant_state check (state in ('active', 'suspended', 'revoked'));
alter table role_grant add constraint role_grant_place check (case
  when role in ('applicant', 'municipalCoordinator', 'localApprover') then "municipalityCode" is not null and "countyGovernorCode" is null
  when role in ('caseOfficer', 'assessor', 'approver', 'leader', 'countyGovernorAdmin') then "countyGovernorCode" is not null and "municipalityCode" is null
  when role in ('ministryReader', 'ministryOfficer', 'systemAdmin', 'auditor') then "countyGovernorCode" is null and "municipalityCode" is null
  else false end);
create unique index role_grant_once on role_grant ("personId", role, coalesce("countyGovernorCode", ''), coalesce("municipalityCode", ''))
  where state = 'active';

alter table call add constraint call_amounts check (frame >= 0 and ("minAmount" is null or "minAmount" >= 0)
  and ("maxAmount" is null or "maxAmount" >= coalesce("minAmount", 0)) and "ownSharePercent" between 0 and 100);
alter table call add constraint call_regime check ("decisionRegime" in ('notIndividualDecision', 'individualDecision')
  and "localApproval" in ('none', 'chiefExecutive', 'chiefExecutiveAndMayor') and "projectKinds" in ('new', 'continuation', 'both'));
alter table criterion add constraint criterion_weight check (weight between 0 and 100);
alter table report_plan add constraint report_plan_dates check (kind in ('interim', 'final') and "opensAt" < "dueAt" and "periodFrom" <= "periodTo");
alter table application add constraint application_form check (language in ('nb', 'nn') and "yearCount" between 1 and 4
  and kind in ('new', 'continuation', 'expansion', 'network', 'conference'));
alter table budget_line add constraint budget_line_amount check (amount between 0 and 100000000 and side in ('cost', 'applied', 'own', 'other'));
alter table impartiality_declaration add constraint impartiality_outcome check (outcome in ('none', 'possible', 'conflict'));
alter table score add constraint score_range check (score between 1 and 5);
alter table recommendation add constraint recommendation_outcome check (outcome in ('granted', 'partiallyGranted', 'rejected', 'dismissed'));
alter table recommendation_year add constraint recommendation_year_amount check (amount >= 0);
alter table decision add constraint decision_outcome check (outcome in ('granted', 'partiallyGranted', 'rejected', 'dismissed')
  and status in ('signed', 'applied', 'refused'));
-- One decision per application, unless it was refused for want of four eyes.
create unique index decision_once on decision ("applicationId") where status <> 'refused';
alter table decision_year add constraint decision_year_amount check (amount >= 0);
alter table award_year add constraint award_year_amount check (amount > 0 and kind in ('committed', 'conditional'));
alter table report add constraint report_dates check (kind in ('interim', 'final') and "opensAt" < "dueAt"
  and ("goalAchievement" is null or "goalAchievement" between 1 and 5));
alter table report_line add constraint report_line_amount check (budget >= 0 and used >= 0 and side in ('cost', 'funding'));

-- Σ ≤ frame, in the budget year of the call, whatever the code above believes.
create function within_frame() returns trigger language plpgsql as $$
declare over_by bigint;
begin
  select sum(y.amount) - max(c.frame) into over_by
  from decision d join call c on c.id = d."callId" join decision_year y on y."decisionId" = d.id and y."budgetYear" = c."budgetYear"
  where d.status <> 'refused' and d."callId" = (select "callId" from decision where id = new."decisionId");
  if over_by > 0 then
    raise exception 'the decisions exceed the frame by % kr', over_by using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger decision_within_frame after insert or update on decision_year
  deferrable initially deferred for each row execute function within_frame();

-- Four eyes: who applied a decision neither handled, recommended nor assessed it, nor is in conflict.
create function four_eyes() returns trigger language plpgsql as $$
begin
  if new.status = 'applied' and (
    exists (select 1 from application where id = new."applicationId" and "caseOfficerId" = new."approverId")
    or exists (select 1 from recommendation where "applicationId" = new."applicationId" and "officerId" = new."approverId")
    or exists (select 1 from assessment where "applicationId" = new."applicationId" and "assessorId" = new."approverId")
    or exists (select 1 from impartiality_declaration
               where "applicationId" = new."applicationId" and "personId" = new."approverId" and outcome = 'conflict')) then
    raise exception 'four eyes' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger decision_four_eyes before insert or update on decision for each row execute function four_eyes();
