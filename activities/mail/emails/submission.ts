import type { EmailGroup } from '../content.js';

/** E3rank, E4approval, E4stands, E7, E8, E9late, E9accepted, E10: the municipality’s own approval and order, and what comes late or is changed. */
export const submissionEmails = {
  E3rank: {
    nb: ({ title, short, deadline, day, left }) => ({
      subject: `Søknadene til ${short} mangler prioritet, frist ${day}`,
      paragraphs: [
        `Kommunen har flere søknader til utlysningen ${title}. Utlysningen krever at dere setter dem i rekkefølge, og det er ikke gjort.`,
        `Rekkefølgen kan endres fram til fristen ${left}: ${deadline}.`,
      ],
      action: 'Se utlysningen',
    }),
    nn: ({ title, short, deadline, day, left }) => ({
      subject: `Søknadene til ${short} manglar prioritet, frist ${day}`,
      paragraphs: [
        `Kommunen har fleire søknader til utlysinga ${title}. Utlysinga krev at de set dei i rekkjefølgje, og det er ikkje gjort.`,
        `Rekkjefølgja kan endrast fram til fristen ${left}: ${deadline}.`,
      ],
      action: 'Sjå utlysinga',
    }),
  },
  E4approval: {
    nb: ({ title, short, deadline }) => ({
      subject: `Fristen gikk ut før ${short} ble godkjent`,
      paragraphs: [
        `Søknaden ${title} ventet på godkjenning i kommunen da fristen gikk ut ${deadline}. Den er derfor ikke sendt inn.`,
        'Alt er lagret. Den som skulle godkjenne da, kan be oss vurdere søknaden likevel, med en grunn til at den ikke kom i tide.',
      ],
      action: 'Åpne søknaden',
    }),
    nn: ({ title, short, deadline }) => ({
      subject: `Fristen gjekk ut før ${short} vart godkjend`,
      paragraphs: [
        `Søknaden ${title} venta på godkjenning i kommunen då fristen gjekk ut ${deadline}. Han er difor ikkje send inn.`,
        'Alt er lagra. Den som skulle godkjenne då, kan be oss vurdere søknaden likevel, med ein grunn til at han ikkje kom i tide.',
      ],
      action: 'Opne søknaden',
    }),
  },
  E4stands: {
    nb: ({ title, short, deadline, received, reference }) => ({
      subject: `Søknaden ${short} gjelder slik dere sendte den inn`,
      paragraphs: [
        `Søknaden ${title} var åpnet for retting da fristen gikk ut ${deadline}, og ble ikke sendt inn på nytt.`,
        'Det dere sendte inn før, gjelder og blir vurdert. Det dere skrev etterpå, finner dere under «Endringer i utkastet».',
        'Dere trenger ikke gjøre noe nå.',
      ],
      details: [
        ['Referanse', reference],
        ['Mottatt', received],
      ],
      action: 'Se søknaden',
    }),
    nn: ({ title, short, deadline, received, reference }) => ({
      subject: `Søknaden ${short} gjeld slik de sende han inn`,
      paragraphs: [
        `Søknaden ${title} var opna for retting då fristen gjekk ut ${deadline}, og vart ikkje send inn på nytt.`,
        'Det de sende inn før, gjeld og blir vurdert. Det de skreiv etterpå, finn de under «Endringar i utkastet».',
        'De treng ikkje gjere noko no.',
      ],
      details: [
        ['Referanse', reference],
        ['Motteken', received],
      ],
      action: 'Sjå søknaden',
    }),
  },
  E7: {
    nb: ({ title, short, deadline, day }) => ({
      subject: `Godkjenn søknaden ${short}, frist ${day}`,
      paragraphs: [
        `Søknaden ${title} er ferdig og venter på at du godkjenner den for kommunen.`,
        `Den må være godkjent før fristen: ${deadline}. Er den ikke det, blir den ikke sendt inn.`,
        'Er noe galt, kan du sende den tilbake med en kommentar.',
      ],
      action: 'Les og godkjenn',
    }),
    nn: ({ title, short, deadline, day }) => ({
      subject: `Godkjenn søknaden ${short}, frist ${day}`,
      paragraphs: [
        `Søknaden ${title} er ferdig og ventar på at du godkjenner han for kommunen.`,
        `Han må vere godkjend før fristen: ${deadline}. Er han ikkje det, blir han ikkje send inn.`,
        'Er noko gale, kan du sende han tilbake med ein kommentar.',
      ],
      action: 'Les og godkjenn',
    }),
  },
  E7reminder: {
    nb: ({ title, short, deadline, day }) => ({
      subject: `Søknaden ${short} venter på deg, frist ${day}`,
      paragraphs: [
        `Søknaden ${title} har ventet i tre dager på at du godkjenner den for kommunen.`,
        `Den må være godkjent før fristen: ${deadline}.`,
      ],
      action: 'Les og godkjenn',
    }),
    nn: ({ title, short, deadline, day }) => ({
      subject: `Søknaden ${short} ventar på deg, frist ${day}`,
      paragraphs: [
        `Søknaden ${title} har venta i tre dagar på at du godkjenner han for kommunen.`,
        `Han må vere godkjend før fristen: ${deadline}.`,
      ],
      action: 'Les og godkjenn',
    }),
  },
  E7last: {
    nb: ({ title, short, deadline, day, left }) => ({
      subject: `Søknaden ${short} er ikke godkjent i kommunen, frist ${day}`,
      paragraphs: [
        `Søknaden ${title} venter på godkjenning i kommunen og er ikke sendt inn.`,
        `Fristen går ut ${left}: ${deadline}. Er søknaden ikke godkjent da, blir den ikke vurdert.`,
      ],
      action: 'Åpne søknaden',
    }),
    nn: ({ title, short, deadline, day, left }) => ({
      subject: `Søknaden ${short} er ikkje godkjend i kommunen, frist ${day}`,
      paragraphs: [
        `Søknaden ${title} ventar på godkjenning i kommunen og er ikkje send inn.`,
        `Fristen går ut ${left}: ${deadline}. Er søknaden ikkje godkjend då, blir han ikkje vurdert.`,
      ],
      action: 'Opne søknaden',
    }),
  },
  E8: {
    nb: ({ title, short, deadline, day, reason }) => ({
      subject: `Søknaden ${short} er sendt tilbake, frist ${day}`,
      paragraphs: [
        `Søknaden ${title} ble ikke godkjent i kommunen. Den er et utkast igjen.`,
        `Rett den, og send den til godkjenning på nytt før fristen: ${deadline}.`,
      ],
      details: [['Kommentar', reason]],
      action: 'Rett søknaden',
    }),
    nn: ({ title, short, deadline, day, reason }) => ({
      subject: `Søknaden ${short} er send tilbake, frist ${day}`,
      paragraphs: [
        `Søknaden ${title} vart ikkje godkjend i kommunen. Han er eit utkast att.`,
        `Rett han, og send han til godkjenning på nytt før fristen: ${deadline}.`,
      ],
      details: [['Kommentar', reason]],
      action: 'Rett søknaden',
    }),
  },
  E9late: {
    nb: ({ title, short, reference, received, amount, deadline }) => ({
      subject: `Søknaden ${short} kom etter fristen, referanse ${reference}`,
      paragraphs: [
        `Vi har mottatt søknaden ${title}. Fristen var ${deadline}.`,
        'Vi avgjør om den kan tas inn likevel. Dere får beskjed på e-post innen fem arbeidsdager.',
        'Dere trenger ikke gjøre noe nå.',
      ],
      details: [
        ['Referanse', reference],
        ['Mottatt', received],
        ['Søknadsbeløp', amount],
      ],
      action: 'Se søknaden',
    }),
    nn: ({ title, short, reference, received, amount, deadline }) => ({
      subject: `Søknaden ${short} kom etter fristen, referanse ${reference}`,
      paragraphs: [
        `Vi har fått søknaden ${title}. Fristen var ${deadline}.`,
        'Vi avgjer om han kan takast inn likevel. De får melding på e-post innan fem arbeidsdagar.',
        'De treng ikkje gjere noko no.',
      ],
      details: [
        ['Referanse', reference],
        ['Motteken', received],
        ['Søknadsbeløp', amount],
      ],
      action: 'Sjå søknaden',
    }),
  },
  E9accepted: {
    nb: ({ title, short, caseNumber, reason }) => ({
      subject: `Søknaden ${short} er tatt inn`,
      paragraphs: [
        `Søknaden ${title} kom etter fristen. Vi har tatt den inn, og den blir vurdert som de andre.`,
        'Dere trenger ikke gjøre noe nå.',
      ],
      details: [
        ['Saksnummer', caseNumber],
        ['Grunn', reason],
      ],
      action: 'Se søknaden',
    }),
    nn: ({ title, short, caseNumber, reason }) => ({
      subject: `Søknaden ${short} er teken inn`,
      paragraphs: [
        `Søknaden ${title} kom etter fristen. Vi har teke han inn, og han blir vurdert som dei andre.`,
        'De treng ikkje gjere noko no.',
      ],
      details: [
        ['Saksnummer', caseNumber],
        ['Grunn', reason],
      ],
      action: 'Sjå søknaden',
    }),
  },
  E10: {
    nb: ({ title, short, deadline, day }) => ({
      subject: `Søknaden ${short} er åpnet igjen, frist ${day}`,
      paragraphs: [
        `Søknaden ${title} er åpnet for retting. Den er et utkast igjen.`,
        `Send den inn på nytt før fristen: ${deadline}. Gjør dere ikke det, gjelder det dere sendte inn før.`,
      ],
      action: 'Fortsett på søknaden',
    }),
    nn: ({ title, short, deadline, day }) => ({
      subject: `Søknaden ${short} er opna att, frist ${day}`,
      paragraphs: [
        `Søknaden ${title} er opna for retting. Han er eit utkast att.`,
        `Send han inn på nytt før fristen: ${deadline}. Gjer de ikkje det, gjeld det de sende inn før.`,
      ],
      action: 'Hald fram med søknaden',
    }),
  },
} satisfies EmailGroup;
