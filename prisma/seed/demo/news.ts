/**
 * News of Oslo og Viken (source 002, facts 57): what was decided, the days and the figures are the source’s, and each item says so. The
 * prose is new.
 */
export type DemoNews = {
  office: string;
  author: string;
  publishedOn: string;
  titleNb: string;
  titleNn: string;
  textNb: string;
  textNn: string;
};

const source = (date: string) => ({
  nb: `Lagt inn fra nyhetene til Statsforvalteren i Oslo og Viken, ${date}.`,
  nn: `Lagt inn frå nyheitene til Statsforvaltaren i Oslo og Viken, ${date}.`,
});

const item = (news: Omit<DemoNews, 'office' | 'author'>, date: string): DemoNews => ({
  ...news,
  office: 'FMOV',
  author: 'ov-officer',
  textNb: `${news.textNb}\n\n${source(date).nb}`,
  textNn: `${news.textNn}\n\n${source(date).nn}`,
});

export const demoNews: readonly DemoNews[] = [
  item(
    {
      publishedOn: '2021-03-29',
      titleNb: 'Ingen ordinær runde i 2021',
      titleNn: 'Inga ordinær runde i 2021',
      textNb: 'Statsforvalteren i Oslo og Viken lyser ikke ut prosjektskjønn i en ordinær runde i 2021.',
      textNn: 'Statsforvaltaren i Oslo og Viken lyser ikkje ut prosjektskjønn i ei ordinær runde i 2021.',
    },
    '29. mars 2021',
  ),
  item(
    {
      publishedOn: '2022-05-20',
      titleNb: 'Nesten seks millioner kroner til seks kommuner',
      titleNn: 'Nesten seks millionar kroner til seks kommunar',
      textNb:
        'Seks kommuner i Oslo og Viken får til sammen nesten 6 millioner kroner i prosjektskjønn for 2022. Midlene ble lyst ut 16. februar 2022.',
      textNn:
        'Seks kommunar i Oslo og Viken får til saman nesten 6 millionar kroner i prosjektskjønn for 2022. Midlane vart lyste ut 16. februar 2022.',
    },
    '20. mai 2022',
  ),
];
