import type { Refusal } from '../../domain/errors.js';
import type { WrittenForm } from '../../domain/notices.js';

type RefusalText = { why: string; next: string };
const because = (nb: RefusalText, nn: RefusalText): Readonly<Record<WrittenForm, RefusalText>> => ({ nb, nn });

/** Every refusal in plain words: why, and what to do now. */
export const refusalTexts: Readonly<Record<Refusal, Readonly<Record<WrittenForm, RefusalText>>>> = {
  notAllowedNow: because(
    { why: 'Saken var på et steg der dette ikke kan gjøres.', next: 'Åpne saken og se hva som kan gjøres nå.' },
    { why: 'Saka var på eit steg der dette ikkje kan gjerast.', next: 'Opne saka og sjå kva som kan gjerast no.' },
  ),
  notYours: because(
    { why: 'Du hadde ikke den rollen som trengs.', next: 'Be en kollega med rett rolle gjøre det, eller be om tilgang.' },
    { why: 'Du hadde ikkje den rolla som trengst.', next: 'Be ein kollega med rett rolle gjere det, eller be om tilgang.' },
  ),
  closed: because(
    { why: 'Saken er avsluttet.', next: 'Kontakt oss hvis saken bør tas opp igjen.' },
    { why: 'Saka er avslutta.', next: 'Kontakt oss dersom saka bør takast opp att.' },
  ),
  alreadySent: because(
    { why: 'Skjemaet var alt sendt med et annet innhold.', next: 'Se hva vi har mottatt. Send på nytt hvis noe mangler.' },
    { why: 'Skjemaet var alt sendt med eit anna innhald.', next: 'Sjå kva vi har fått. Send på nytt dersom noko manglar.' },
  ),
  deadlinePassed: because(
    { why: 'Det kom inn etter at fristen var ute.', next: 'Det dere skrev, er lagret. Kontakt oss hvis dere mener at det bør vurderes likevel.' },
    { why: 'Det kom inn etter at fristen var ute.', next: 'Det de skreiv, er lagra. Kontakt oss dersom de meiner at det bør vurderast likevel.' },
  ),
  answerTooLate: because(
    { why: 'Svaret kom etter fristen, og vi var gått videre med saken.', next: 'Kontakt saksbehandleren hvis svaret er viktig for saken.' },
    { why: 'Svaret kom etter fristen, og vi var gått vidare med saka.', next: 'Kontakt saksbehandlaren dersom svaret er viktig for saka.' },
  ),
  malformed: because(
    { why: 'Vi forsto ikke skjemaet.', next: 'Åpne siden på nytt, og prøv igjen.' },
    { why: 'Vi forstod ikkje skjemaet.', next: 'Opne sida på nytt, og prøv igjen.' },
  ),
  notComplete: because(
    { why: 'Søknaden mangler noe som utlysningen krever.', next: 'Se hva som mangler, rett det og send inn på nytt før fristen.' },
    { why: 'Søknaden manglar noko som utlysinga krev.', next: 'Sjå kva som manglar, rett det og send inn på nytt før fristen.' },
  ),
  localApprovalNeeded: because(
    { why: 'Utlysningen krever at søknaden godkjennes i kommunen først.', next: 'Send den til kommunedirektøren fra siden «Se over og send inn».' },
    { why: 'Utlysinga krev at søknaden blir godkjend i kommunen først.', next: 'Send han til kommunedirektøren frå sida «Sjå over og send inn».' },
  ),
  secondApprover: because(
    { why: 'Du har godkjent søknaden som kommunedirektør. Ordførerens godkjenning må en annen gi.', next: 'Be ordføreren godkjenne søknaden før fristen.' },
    { why: 'Du har godkjent søknaden som kommunedirektør. Godkjenninga til ordføraren må ein annan gje.', next: 'Be ordføraren godkjenne søknaden før fristen.' },
  ),
  tooManyApplications: because(
    { why: 'Kommunen hadde alt sendt inn så mange søknader som utlysningen tillater.', next: 'Trekk en av dem hvis denne er viktigere, og send inn på nytt før fristen. Utkastet er lagret.' },
    { why: 'Kommunen hadde alt sendt inn så mange søknader som utlysinga tillèt.', next: 'Trekk ein av dei om denne er viktigare, og send inn på nytt før fristen. Utkastet er lagra.' },
  ),
  textMissing: because(
    { why: 'En tekst mangler på bokmål eller nynorsk.', next: 'Skriv teksten på begge målformene, og send på nytt.' },
    { why: 'Ein tekst manglar på bokmål eller nynorsk.', next: 'Skriv teksten på begge målformene, og send på nytt.' },
  ),
  weightsNot100: because(
    { why: 'Vektene på kriteriene blir ikke 100 til sammen.', next: 'Rett vektene, og send på nytt.' },
    { why: 'Vektene på kriteria blir ikkje 100 til saman.', next: 'Rett vektene, og send på nytt.' },
  ),
  deadlineTooSoon: because(
    { why: 'Søknadsfristen er mindre enn 21 dager fram i tid.', next: 'Velg en senere frist, og send på nytt.' },
    { why: 'Søknadsfristen er mindre enn 21 dagar fram i tid.', next: 'Vel ein seinare frist, og send på nytt.' },
  ),
  deadlineNotLater: because(
    { why: 'Den nye fristen er ikke senere enn den gamle.', next: 'Velg en senere frist, og send på nytt.' },
    { why: 'Den nye fristen er ikkje seinare enn den gamle.', next: 'Vel ein seinare frist, og send på nytt.' },
  ),
  promisedBeforeDeadline: because(
    { why: 'Svaret er lovet, eller en rapport skal leveres, før den nye fristen.', next: 'Velg senere datoer, og send på nytt.' },
    { why: 'Svaret er lova, eller ein rapport skal leverast, før den nye fristen.', next: 'Vel seinare datoar, og send på nytt.' },
  ),
  decisionBeforeDeadline: because(
    { why: 'Svaret er lovet før søknadsfristen er ute.', next: 'Velg en senere dato for svaret, og send på nytt.' },
    { why: 'Svaret er lova før søknadsfristen er ute.', next: 'Vel ein seinare dato for svaret, og send på nytt.' },
  ),
  reportBeforeDeadline: because(
    { why: 'En rapport skal leveres før søknadsfristen er ute.', next: 'Velg en senere dato for rapporten, og send på nytt.' },
    { why: 'Ein rapport skal leverast før søknadsfristen er ute.', next: 'Vel ein seinare dato for rapporten, og send på nytt.' },
  ),
  earmarkedOverFrame: because(
    { why: 'Det er satt av mer til satsingsområdene enn rammen.', next: 'Sett ned beløpene, eller øk rammen, og send på nytt.' },
    { why: 'Det er sett av meir til satsingsområda enn ramma.', next: 'Set ned beløpa, eller auk ramma, og send på nytt.' },
  ),
  overFrame: because(
    { why: 'Summen blir større enn rammen for utlysningen.', next: 'Sett ned ett eller flere beløp, og send på nytt.' },
    { why: 'Summen blir større enn ramma for utlysinga.', next: 'Set ned eitt eller fleire beløp, og send på nytt.' },
  ),
  noApplications: because(
    { why: 'Ingen har søkt i denne utlysningen.', next: 'Avslutt utlysningen, eller utsett fristen.' },
    { why: 'Ingen har søkt i denne utlysinga.', next: 'Avslutt utlysinga, eller utset fristen.' },
  ),
  officerMissing: because(
    { why: 'En eller flere søknader har ingen saksbehandler som kan ta dem.', next: 'Åpne utlysningen, se hvilke det er, og gi dem til en som er habil.' },
    { why: 'Ein eller fleire søknader har ingen saksbehandlar som kan ta dei.', next: 'Opne utlysinga, sjå kva for nokre det er, og gje dei til ein som er habil.' },
  ),
  notRecommended: because(
    { why: 'Minst én søknad i fordelingen mangler innstilling.', next: 'Skriv innstillingen først, og send på nytt.' },
    { why: 'Minst éin søknad i fordelinga manglar tilråding.', next: 'Skriv tilrådinga først, og send på nytt.' },
  ),
  notDecidedYet: because(
    { why: 'Ikke alle søknadene og prosjektene i utlysningen er ferdige.', next: 'Gjør ferdig det som gjenstår.' },
    { why: 'Ikkje alle søknadene og prosjekta i utlysinga er ferdige.', next: 'Gjer ferdig det som står att.' },
  ),
  fourEyes: because(
    { why: 'Den som godkjenner, kan ikke selv ha behandlet, vurdert eller innstilt saken eller skrevet utlysningen.', next: 'Be en annen godkjenne.' },
    { why: 'Den som godkjenner, kan ikkje sjølv ha behandla, vurdert eller tilrådd saka eller skrive utlysinga.', next: 'Be ein annan godkjenne.' },
  ),
  conflict: because(
    { why: 'Du har meldt at du er inhabil i saken.', next: 'Be lederen la en annen ta over.' },
    { why: 'Du har meldt at du er inhabil i saka.', next: 'Be leiaren la ein annan ta over.' },
  ),
  notDeclared: because(
    { why: 'Du har ikke erklært at du er habil i saken.', next: 'Erklær habilitet, og prøv igjen.' },
    { why: 'Du har ikkje erklært at du er habil i saka.', next: 'Erklær habilitet, og prøv att.' },
  ),
  overApplied: because(
    { why: 'Beløpet er høyere enn det kommunen søkte om.', next: 'Sett ned beløpet, og send på nytt.' },
    { why: 'Beløpet er høgare enn det kommunen søkte om.', next: 'Set ned beløpet, og send på nytt.' },
  ),
  accountsDiffer: because(
    { why: 'Regnskapet i rapporten stemmer ikke.', next: 'Rett tallene i rapporten, og lever på nytt.' },
    { why: 'Rekneskapen i rapporten stemmer ikkje.', next: 'Rett tala i rapporten, og lever på nytt.' },
  ),
  superseded: because(
    { why: 'En annen var først.', next: 'Åpne saken og se hva som er gjort.' },
    { why: 'Ein annan var først.', next: 'Opne saka og sjå kva som er gjort.' },
  ),
  ownRole: because(
    { why: 'Det gjelder din egen rolle eller forespørsel.', next: 'Be en annen administrator gjøre det.' },
    { why: 'Det gjeld di eiga rolle eller din eigen førespurnad.', next: 'Be ein annan administrator gjere det.' },
  ),
  secondPerson: because(
    { why: 'Den som har foreslått rollen eller invitert, kan ikke også bekrefte.', next: 'Be en annen administrator bekrefte.' },
    { why: 'Den som har foreslått rolla eller invitert, kan ikkje òg stadfeste.', next: 'Be ein annan administrator stadfeste.' },
  ),
  notManaged: because(
    { why: 'Rollen din gjelder ikke for dette.', next: 'Be administratoren hos Statsforvalteren eller i departementet gjøre det.' },
    { why: 'Rolla di gjeld ikkje for dette.', next: 'Be administratoren hos Statsforvaltaren eller i departementet gjere det.' },
  ),
  alreadyHeld: because(
    { why: 'Personen har denne rollen her fra før.', next: 'Se over rollene til personen.' },
    { why: 'Personen har denne rolla her frå før.', next: 'Sjå over rollene til personen.' },
  ),
  lastContact: because(
    { why: 'Personen er kontakt for noe som pågår.', next: 'Overlat det til en kollega først.' },
    { why: 'Personen er kontakt for noko som går føre seg.', next: 'Overlat det til ein kollega først.' },
  ),
  lastAdministrator: because(
    { why: 'Embetet ville stått uten administrator.', next: 'Gi en kollega rollen først, eller kontakt departementet.' },
    { why: 'Embetet ville stått utan administrator.', next: 'Gje ein kollega rolla først, eller kontakt departementet.' },
  ),
  fewOfficers: because(
    { why: 'Departementet må ha minst to saksbehandlere. Én alene kan ikke gi andre roller.', next: 'Gi en kollega rollen først.' },
    { why: 'Departementet må ha minst to saksbehandlarar. Éin åleine kan ikkje gje andre roller.', next: 'Gje ein kollega rolla først.' },
  ),
  notColleague: because(
    { why: 'Personen har ingen rolle her som gjelder nå.', next: 'Velg en kollega som har tilgang.' },
    { why: 'Personen har inga rolle her som gjeld no.', next: 'Vel ein kollega som har tilgang.' },
  ),
  personInConflict: because(
    { why: 'Personen har meldt at hun eller han er inhabil i saken.', next: 'Velg en annen.' },
    { why: 'Personen har meldt at ho eller han er inhabil i saka.', next: 'Vel ein annan.' },
  ),
  placeEnded: because(
    { why: 'Kommunen finnes ikke lenger. Den er slått sammen med en annen.', next: 'Be om tilgang for den nye kommunen.' },
    { why: 'Kommunen finst ikkje lenger. Han er slått saman med ein annan.', next: 'Be om tilgang for den nye kommunen.' },
  ),
  wrongCode: because(
    { why: 'Koden stemte ikke.', next: 'Be om en ny kode, og prøv igjen.' },
    { why: 'Koden stemte ikkje.', next: 'Be om ein ny kode, og prøv att.' },
  ),
}; // prettier-ignore

const form = (nb: string, nn: string = nb): Readonly<Record<WrittenForm, string>> => ({ nb, nn });

/** Every command a person may give, as the thing that was sent. */
export const commandTexts = {
  create: form('Nytt utkast'),
  submit: form('Innsending'),
  reopen: form('Åpning for retting', 'Opning for retting'),
  withdraw: form('Trekking av søknaden'),
  sendForLocalApproval: form('Søknad til godkjenning i kommunen'),
  approveLocally: form('Godkjenning for kommunen'),
  submitLate: form('Søknad etter fristen'),
  decideLate: form('Svar på søknad etter fristen'),
  chooseNotices: form('Valg av varsler', 'Val av varsel'),
  assign: form('Valg av saksbehandler', 'Val av saksbehandlar'),
  assignAssessor: form('Ønske om en vurdering til', 'Ønske om ei vurdering til'),
  declareImpartiality: form('Erklæring om habilitet'),
  requestInformation: form('Spørsmål til kommunen'),
  extendClarification: form('Ny svarfrist'),
  answer: form('Svar på spørsmålet'),
  endWaiting: form('Avslutning av ventingen', 'Avslutting av ventinga'),
  assess: form('Vurdering'),
  recommend: form('Innstilling', 'Tilråding'),
  decide: form('Avgjørelse', 'Avgjerd'),
  letterOpened: form('Åpning av brevet', 'Opning av brevet'),
  sendForApproval: form('Utlysning til godkjenning', 'Utlysing til godkjenning'),
  approve: form('Godkjenning'),
  sendBack: form('Tilbakesending'),
  extendDeadline: form('Ny frist'),
  startAssessment: form('Start på vurderingen', 'Start på vurderinga'),
  allocate: form('Fordeling til godkjenning'),
  sendAllocationBack: form('Tilbakesending av fordelingen', 'Tilbakesending av fordelinga'),
  complete: form('Avslutning', 'Avslutting'),
  cancel: form('Avlysning', 'Avlysing'),
  start: form('Forespørsel om tilgang', 'Førespurnad om tilgang'),
  newCode: form('Ny kode'),
  ask: form('Spørsmål om tilgangen'),
  invite: form('Invitasjon'),
  accept: form('Svar på invitasjonen'),
  takeBack: form('Tilbaketrekking'),
  give: form('Ny rolle'),
  lend: form('Stedfortreder', 'Stadfortredar'),
  confirm: form('Bekreftelse av rollen', 'Stadfesting av rolla'),
  decline: form('Avslag på rollen', 'Avslag på rolla'),
  attest: form('Årlig bekreftelse', 'Årleg stadfesting'),
  suspend: form('Sperring av rollen', 'Sperring av rolla'),
  restore: form('Gjenåpning av rollen', 'Gjenopning av rolla'),
  revoke: form('Avslutning av rollen', 'Avslutting av rolla'),
  leave: form('Avslutning av egen rolle', 'Avslutting av eiga rolle'),
  changeAddress: form('Ny e-postadresse'),
  confirmAddress: form('Bekreftelse av e-postadressen', 'Stadfesting av e-postadressa'),
  askWake: form('Kode for å ta kontoen i bruk'),
  wake: form('Kontoen tatt i bruk igjen', 'Kontoen teken i bruk att'),
  handOver: form('Ny kontaktperson'),
  comment: form('Merknad'),
  deny: form('Avslag på tilgang'),
  return: form('Rapport tilbake til kommunen'),
  writeToGovernor: form('Melding'),
  writeToMunicipality: form('Melding til kommunen'),
  sendOut: form('Utsending av høringen', 'Utsending av høyringa'),
  extendDue: form('Ny høringsfrist', 'Ny høyringsfrist'),
  summarise: form('Oppsummering av høringen', 'Oppsummering av høyringa'),
  close: form('Avslutning av samtalen', 'Avslutting av samtalen'),
} as const;

export const isKnownCommand = (command: string): command is keyof typeof commandTexts =>
  Object.hasOwn(commandTexts, command);
