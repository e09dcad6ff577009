import type { WrittenForm } from '../../domain/notices.js';

type TaskText = { label: string; text: string };
const task = (nb: TaskText, nn: TaskText): Readonly<Record<WrittenForm, TaskText>> => ({ nb, nn });

/** Every kind of task in words: a label for lists and subjects, and one or two sentences on what is to be done. */
export const taskTexts = {
  approveCall: task(
    { label: 'Godkjenn utlysningen', text: 'Utlysningen er klar til godkjenning. Godkjenn den, eller send den tilbake.' },
    { label: 'Godkjenn utlysinga', text: 'Utlysinga er klar til godkjenning. Godkjenn henne, eller send henne tilbake.' },
  ),
  callAwaitsApproval: task(
    { label: 'Utlysningen venter på godkjenning', text: 'Ingen har godkjent utlysningen ennå. Den åpner ikke før den er godkjent.' },
    { label: 'Utlysinga ventar på godkjenning', text: 'Ingen har godkjent utlysinga enno. Ho opnar ikkje før ho er godkjend.' },
  ),
  reviseCall: task(
    { label: 'Rett utlysningen', text: 'Godkjenneren har sendt utlysningen tilbake. Les kommentaren, rett og send på nytt.' },
    { label: 'Rett utlysinga', text: 'Godkjennaren har sendt utlysinga tilbake. Les kommentaren, rett og send på nytt.' },
  ),
  startAssessment: task(
    { label: 'Start vurderingen', text: 'Fristen er ute, og søknadene er registrert. Start vurderingen av dem.' },
    { label: 'Start vurderinga', text: 'Fristen er ute, og søknadene er registrerte. Start vurderinga av dei.' },
  ),
  closeEmptyCall: task(
    { label: 'Avslutt utlysningen', text: 'Fristen er ute, og ingen har søkt. Avslutt utlysningen, eller utsett fristen.' },
    { label: 'Avslutt utlysinga', text: 'Fristen er ute, og ingen har søkt. Avslutt utlysinga, eller utset fristen.' },
  ),
  sendAllocation: task(
    { label: 'Send fordelingen til godkjenning', text: 'Alle søknadene er innstilt. Se over fordelingen, og send den til godkjenning.' },
    { label: 'Send fordelinga til godkjenning', text: 'Alle søknadene er tilrådde. Sjå over fordelinga, og send henne til godkjenning.' },
  ),
  approveAllocation: task(
    { label: 'Godkjenn fordelingen', text: 'Alle søknadene er innstilt, og fordelingen er klar. Godkjenn den, eller send den tilbake.' },
    { label: 'Godkjenn fordelinga', text: 'Alle søknadene er tilrådde, og fordelinga er klar. Godkjenn henne, eller send henne tilbake.' },
  ),
  reviseAllocation: task(
    { label: 'Rett fordelingen', text: 'Godkjenneren har sendt fordelingen tilbake. Les kommentaren, rett og send på nytt.' },
    { label: 'Rett fordelinga', text: 'Godkjennaren har sendt fordelinga tilbake. Les kommentaren, rett og send på nytt.' },
  ),
  assignOfficer: task(
    { label: 'Velg saksbehandler', text: 'Søknaden har ingen saksbehandler som kan ta den. Velg en som er habil.' },
    { label: 'Vel saksbehandlar', text: 'Søknaden har ingen saksbehandlar som kan ta han. Vel ein som er habil.' },
  ),
  openApplication: task(
    { label: 'Åpne søknaden', text: 'Du er saksbehandler for en ny søknad. Erklær habilitet, så kan du begynne.' },
    { label: 'Opne søknaden', text: 'Du er saksbehandlar for ein ny søknad. Erklær habilitet, så kan du byrje.' },
  ),
  applicationNotOpened: task(
    { label: 'Søknaden er ikke åpnet', text: 'Ti arbeidsdager etter fristen har ingen åpnet søknaden. Snakk med saksbehandleren, eller velg en annen.' },
    { label: 'Søknaden er ikkje opna', text: 'Ti arbeidsdagar etter fristen har ingen opna søknaden. Snakk med saksbehandlaren, eller vel ein annan.' },
  ),
  assessApplication: task(
    { label: 'Vurder søknaden', text: 'Søknaden venter på vurderingen og innstillingen din.' },
    { label: 'Vurder søknaden', text: 'Søknaden ventar på vurderinga og tilrådinga di.' },
  ),
  assess: task(
    { label: 'Gi din vurdering', text: 'Du er bedt om å vurdere en søknad. Erklær habilitet, gi poeng og skriv en kort begrunnelse.' },
    { label: 'Gje vurderinga di', text: 'Du er beden om å vurdere ein søknad. Erklær habilitet, gje poeng og skriv ei kort grunngjeving.' },
  ),
  approveLocally: task(
    { label: 'Godkjenn søknaden', text: 'Søknaden er ferdig og venter på at du godkjenner den for kommunen.' },
    { label: 'Godkjenn søknaden', text: 'Søknaden er ferdig og ventar på at du godkjenner han for kommunen.' },
  ),
  decideLate: task(
    { label: 'Avgjør om søknaden tas inn', text: 'Søknaden kom etter fristen, med en grunn. Ta den inn, eller avvis den, innen fem arbeidsdager.' },
    { label: 'Avgjer om søknaden blir teken inn', text: 'Søknaden kom etter fristen, med ein grunn. Ta han inn, eller avvis han, innan fem arbeidsdagar.' },
  ),
  lateNotDecided: task(
    { label: 'Sen søknad er ikke avgjort', text: 'Søknaden kom etter fristen og har ventet i fem arbeidsdager. Snakk med godkjenneren.' },
    { label: 'Sein søknad er ikkje avgjord', text: 'Søknaden kom etter fristen og har venta i fem arbeidsdagar. Snakk med godkjennaren.' },
  ),
  answerQuestion: task(
    { label: 'Svar på spørsmålet', text: 'Vi trenger flere opplysninger om søknaden. Saken står stille til dere har svart.' },
    { label: 'Svar på spørsmålet', text: 'Vi treng fleire opplysningar om søknaden. Saka står stille til de har svart.' },
  ),
  clarificationUnanswered: task(
    { label: 'Kommunen har ikke svart', text: 'Svarfristen gikk ut uten at vi har fått svar. Gi mer tid, eller avslutt ventingen og vurder søknaden som den er.' },
    { label: 'Kommunen har ikkje svart', text: 'Svarfristen gjekk ut utan at vi har fått svar. Gje meir tid, eller avslutt ventinga og vurder søknaden som han er.' },
  ),
  decisionRefused: task(
    { label: 'En avgjørelse ble stoppet', text: 'Godkjenneren kunne ikke avgjøre denne søknaden. La en annen godkjenne den.' },
    { label: 'Ei avgjerd vart stoppa', text: 'Godkjennaren kunne ikkje avgjere denne søknaden. La ein annan godkjenne han.' },
  ),
  submissionRefused: task(
    { label: 'En innsending ble stoppet', text: 'Vi mottok en innsending som ikke kunne tas imot. Se hvorfor, og kontakt kommunen hvis de trenger hjelp.' },
    { label: 'Ei innsending vart stoppa', text: 'Vi fekk ei innsending som ikkje kunne takast imot. Sjå kvifor, og kontakt kommunen om dei treng hjelp.' },
  ),
  letterUnopened: task(
    { label: 'Brevet er ikke åpnet', text: 'To uker etter utsending har ingen i kommunen åpnet brevet. Postmottaket er varslet. Ta kontakt med kommunen.' },
    { label: 'Brevet er ikkje opna', text: 'To veker etter utsending har ingen i kommunen opna brevet. Postmottaket er varsla. Ta kontakt med kommunen.' },
  ),
  writeReport: task(
    { label: 'Skriv rapporten', text: 'Rapporten er åpen. Skriv den og lever den før fristen.' },
    { label: 'Skriv rapporten', text: 'Rapporten er open. Skriv han og lever han før fristen.' },
  ),
  reportOverdue: task(
    { label: 'Rapporten er ikke levert', text: 'Rapporten er seks uker for sen, og kommunens ledelse er varslet. Gi ny frist, eller ta saken videre med kommunen.' },
    { label: 'Rapporten er ikkje levert', text: 'Rapporten er seks veker for sein, og leiinga i kommunen er varsla. Gje ny frist, eller ta saka vidare med kommunen.' },
  ),
  assessReport: task(
    { label: 'Vurder rapporten', text: 'Kommunen har levert rapporten. Godkjenn den, eller send den tilbake med en kommentar.' },
    { label: 'Vurder rapporten', text: 'Kommunen har levert rapporten. Godkjenn han, eller send han tilbake med ein kommentar.' },
  ),
  reportNotAssessed: task(
    { label: 'Rapporten er ikke vurdert', text: 'Rapporten har ventet i 30 arbeidsdager. Snakk med saksbehandleren, eller vurder den selv.' },
    { label: 'Rapporten er ikkje vurdert', text: 'Rapporten har venta i 30 arbeidsdagar. Snakk med saksbehandlaren, eller vurder han sjølv.' },
  ),
  answerMessage: task(
    { label: 'Svar på meldingen', text: 'Kommunen har skrevet til oss. Svar innen fem arbeidsdager.' },
    { label: 'Svar på meldinga', text: 'Kommunen har skrive til oss. Svar innan fem arbeidsdagar.' },
  ),
  messageUnanswered: task(
    { label: 'Meldingen er ikke besvart', text: 'Kommunen har ventet på svar i ti arbeidsdager. Svar, eller be saksbehandleren gjøre det i dag.' },
    { label: 'Meldinga er ikkje svart på', text: 'Kommunen har venta på svar i ti arbeidsdagar. Svar, eller be saksbehandlaren gjere det i dag.' },
  ),
  answerConsultation: task(
    { label: 'Svar på høringen', text: 'Vi spør kommunene. Svar før fristen. Kommunen gir ett svar, og det siste gjelder.' },
    { label: 'Svar på høyringa', text: 'Vi spør kommunane. Svar før fristen. Kommunen gjev eitt svar, og det siste gjeld.' },
  ),
  summariseConsultation: task(
    { label: 'Oppsummer høringen', text: 'Høringen er lukket, og svarene er offentlige. Les dem, og skriv hva dere tar med videre.' },
    { label: 'Oppsummer høyringa', text: 'Høyringa er lukka, og svara er offentlege. Les dei, og skriv kva de tek med vidare.' },
  ),
  decideAccess: task(
    { label: 'Svar på forespørselen om tilgang', text: 'En person ber om tilgang for en kommune. Svar innen to arbeidsdager.' },
    { label: 'Svar på førespurnaden om tilgang', text: 'Ein person ber om tilgang for ein kommune. Svar innan to arbeidsdagar.' },
  ),
  accessRequestWaiting: task(
    { label: 'En forespørsel om tilgang venter', text: 'Forespørselen har ventet i fem arbeidsdager. Svar på den, eller be en kollega gjøre det i dag.' },
    { label: 'Ein førespurnad om tilgang ventar', text: 'Førespurnaden har venta i fem arbeidsdagar. Svar på han, eller be ein kollega gjere det i dag.' },
  ),
  confirmRole: task(
    { label: 'Bekreft en rolle', text: 'En rolle som to må stå bak, er foreslått. Bekreft den, eller avslå.' },
    { label: 'Stadfest ei rolle', text: 'Ei rolle som to må stå bak, er foreslått. Stadfest henne, eller avslå.' },
  ),
  attestRole: task(
    { label: 'Bekreft en rolle for ett år til', text: 'Rollen skal bekreftes hvert år. Blir den ikke bekreftet i tide, sperres den.' },
    { label: 'Stadfest ei rolle for eitt år til', text: 'Rolla skal stadfestast kvart år. Blir ho ikkje stadfesta i tide, blir ho sperra.' },
  ),
  restoreRole: task(
    { label: 'En rolle er sperret', text: 'Rollen ble ikke bekreftet i tide og er sperret. Åpne den igjen, eller avslutt den.' },
    { label: 'Ei rolle er sperra', text: 'Rolla vart ikkje stadfesta i tide og er sperra. Opne henne att, eller avslutt henne.' },
  ),
  contactDormant: task(
    { label: 'Kontaktpersonen er ikke i bruk', text: 'Kontaktpersonen har ikke vært innom på lenge, eller rollen er sperret. Overlat saken til en kollega.' },
    { label: 'Kontaktpersonen er ikkje i bruk', text: 'Kontaktpersonen har ikkje vore innom på lenge, eller rolla er sperra. Overlat saka til ein kollega.' },
  ),
  contactUnreached: task(
    { label: 'E-post til kontaktpersonen kommer i retur', text: 'Kontaktpersonen får ikke e-postene om saken. Overlat saken til en kollega, eller be personen bytte adresse.' },
    { label: 'E-post til kontaktpersonen kjem i retur', text: 'Kontaktpersonen får ikkje e-postane om saka. Overlat saka til ein kollega, eller be personen byte adresse.' },
  ),
  attachmentInfected: task(
    { label: 'Et vedlegg ble stoppet av viruskontrollen', text: 'Vedlegget har virus eller annen skadelig kode, og ingen kan åpne det. Be om å få det på nytt, hvis det trengs.' },
    { label: 'Eit vedlegg vart stoppa av viruskontrollen', text: 'Vedlegget har virus eller annan skadeleg kode, og ingen kan opne det. Be om å få det på nytt, om det trengst.' },
  ),
  attachmentUnscanned: task(
    { label: 'Et vedlegg er ikke kontrollert for virus', text: 'Viruskontrollen har ikke svart på ett døgn, og vedlegget kan ikke åpnes. Meld feilen.' },
    { label: 'Eit vedlegg er ikkje kontrollert for virus', text: 'Viruskontrollen har ikkje svart på eitt døgn, og vedlegget kan ikkje opnast. Meld feilen.' },
  ),
  municipalityWithoutUsers: task(
    { label: 'Ingen svarer for kommunen', text: 'Den siste som hadde tilgang for kommunen, har den ikke lenger, og noe pågår. Finn en ny, og gi tilgang.' },
    { label: 'Ingen svarer for kommunen', text: 'Den siste som hadde tilgang for kommunen, har han ikkje lenger, og noko går føre seg. Finn ein ny, og gje tilgang.' },
  ),
  emailBounced: task(
    { label: 'En e-post kom i retur', text: 'E-postadressen tar ikke imot. Finn rett adresse, og si fra til mottakeren på en annen måte.' },
    { label: 'Ein e-post kom i retur', text: 'E-postadressa tek ikkje imot. Finn rett adresse, og sei frå til mottakaren på ein annan måte.' },
  ),
  deliveryFailed: task(
    { label: 'Et brev eller en e-post gikk ikke ut', text: 'Vi har prøvd i ett døgn uten å få det til. Si fra til mottakeren på en annen måte, og meld feilen.' },
    { label: 'Eit brev eller ein e-post gjekk ikkje ut', text: 'Vi har prøvd i eitt døgn utan å få det til. Sei frå til mottakaren på ein annan måte, og meld feilen.' },
  ),
} as const; // prettier-ignore

export type TaskKind = keyof typeof taskTexts;
