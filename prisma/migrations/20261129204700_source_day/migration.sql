-- The day a source tells of: the status of what was taken over from it is from that day.
alter table import_source add column day date;
-- What is there already was made public on its source’s day.
update import_source s set day = (
  select min((p."publicSince" at time zone 'Europe/Oslo')::date) from project p where p."importSourceKey" = s.key);
