-- Wrong tries of a request's newest code are rows like those of every other code.
insert into wrong_code (id, "commandId", at)
select gen_random_uuid(), newest.id, app_now()
from access_request r
join lateral (
  select c.id from command c
  where c."processId" = 'access-request/' || r.id and c.name in ('start', 'newCode') and c.status <> 'refused'
  order by c.seq desc limit 1) newest on true
cross join generate_series(1, r."wrongCodes");

-- AlterTable
ALTER TABLE "access_request" DROP COLUMN "wrongCodes";
