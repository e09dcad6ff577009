-- Who has only logged in is a visitor, with a process of their own that forgets them in time (decision 9).
do $$
declare definition text;
begin
  select pg_get_constraintdef(oid) into strict definition from pg_constraint where conname = 'process_state';
  definition := regexp_replace(definition, 'WHEN ''person''::text THEN \(state = ANY \(ARRAY\[[^\]]*\]\)\)',
    'WHEN ''person'' THEN state IN (''new'', ''visitor'', ''active'', ''dormant'', ''anonymised'')');
  if definition not like '%visitor%' then raise exception 'the states of a person were not found'; end if;
  alter table process drop constraint process_state;
  execute 'alter table process add constraint process_state ' || definition;
end $$;

-- Those who logged in before there was such a process: theirs begins now, counted from their last visit. Roles have theirs already.
with made as (
  insert into process (id, kind, "subjectId", state, "waitsFor", "lastSeq", "createdAt")
  select 'person/' || p.id, 'person', p.id, 'new', 'system', 1, app_now() from person p
  where p."anonymisedAt" is null
    and not exists (select from process o where o.kind = 'person' and o."subjectId" = p.id)
    and not exists (select from role_grant r where r."personId" = p.id and r.state in ('proposed', 'active', 'suspended'))
  returning id)
insert into command (id, "processId", seq, name, "actorId", "actorRole", content, "contentHash", "receivedAt", "deliverAfter")
select 'log-in>' || id, id, 1, 'logIn', null, 'system', '{}', encode(sha256('{}'), 'hex'), app_now(), clock_timestamp() from made;
