import type { EmailGroup } from '../content.js';

/** E40: one e-mail a day with what could wait, for who has asked for that. */
export const digestEmails = {
  E40: {
    nb: ({ notices }) => ({
      subject:
        notices.length === 1 ? 'ett varsel fra det siste døgnet' : `${notices.length} varsler fra det siste døgnet`,
      paragraphs: ['Dette har skjedd siden sist. Du har valgt å få slike varsler samlet én gang om dagen.'],
      links: notices,
      action: 'Endre hvordan du får varsler',
    }),
    nn: ({ notices }) => ({
      subject:
        notices.length === 1 ? 'eitt varsel frå det siste døgnet' : `${notices.length} varsel frå det siste døgnet`,
      paragraphs: ['Dette har hendt sidan sist. Du har valt å få slike varsel samla éin gong om dagen.'],
      links: notices,
      action: 'Endre korleis du får varsel',
    }),
  },
} satisfies EmailGroup;
