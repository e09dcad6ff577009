import type { Prisma } from '../../generated/client.js';
import { loadReference } from './index.js';

/** Writes the rows that are missing. Rows that are there stay as they are: an administrator may have changed them. */
export async function seedReference(tx: Prisma.TransactionClient): Promise<void> {
  const { governors, counties, municipalities, historic } = loadReference();
  await tx.countyGovernor.createMany({ data: governors, skipDuplicates: true });
  await tx.county.createMany({
    data: counties.map(({ code, name, countyGovernorCode, defaultWrittenForm }) => ({
      code,
      name,
      countyGovernorCode,
      defaultWrittenForm,
    })),
    skipDuplicates: true,
  });
  await tx.municipality.createMany({
    data: municipalities.map(({ code, name, officialName, parallelNames, countyCode, writtenForm }) => ({
      code,
      name,
      officialName,
      parallelNames,
      countyCode,
      writtenForm,
      postReceptionEmail: `postmottak@${domainName(name)}`,
      chiefExecutiveEmail: `kommunedirektor@${domainName(name)}`,
    })),
    skipDuplicates: true,
  });
  await tx.historicMunicipality.createMany({
    data: historic.map(({ name, validTo, successorCodes: [successorCode, ...others], note }) => ({
      name,
      validTo: new Date(`${validTo}T00:00:00Z`),
      // One that was split has no single successor; the note says so.
      successorCode: others.length === 0 ? (successorCode ?? null) : null,
      note: note ?? null,
    })),
    skipDuplicates: true,
  });
}

/** "heroy-nordland.kommune.example": made up, until the municipality's own address is entered. */
function domainName(name: string): string {
  const plain = name.toLowerCase().replaceAll('æ', 'ae').replaceAll('ø', 'o').replaceAll('å', 'a');
  return `${plain.replace(/[^a-z]+/g, '-').replace(/-$/, '')}.kommune.example`;
}
