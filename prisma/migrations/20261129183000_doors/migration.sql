-- AlterTable
ALTER TABLE "municipality_change" ADD COLUMN     "deputyForId" UUID;

-- Codes and links of e-mails that have gone out, and are kept no longer.
update email set html = '', text = regexp_replace(regexp_replace(text, 'kode=[A-Za-z0-9_-]+', 'kode=…', 'g'), '\m[0-9]{6}\M', '······', 'g')
where kind in ('E25code', 'E35code', 'E35wake', 'E39', 'E39reminder') and status <> 'pending';
