-- Ancestors before descendants, always: for a grant the call’s row (shared; it stands for the deadline), for a report the
-- project’s row, then the own row. One round trip on the way of every decision.
create function lock_process(wanted text) returns setof process language plpgsql as $$
declare above text;
begin
  select "parentId" into above from process where id = wanted;
  if above is not null then
    if wanted like 'grant/%' then
      perform 1 from process where id = above for share;
    else
      perform 1 from process where id = above for update;
    end if;
  end if;
  return query select * from process where id = wanted for update;
end $$;
