import { z } from 'zod';

/** Marks that turn the direction of text or have no shape: in a name they could only deceive. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** What makes an address of a name: e-mail readers would show it as a link. */
const linking = /[/:@<>]/;

/**
 * A person’s name in any script: letters with their combining marks, in one written order (NFC), inner spaces made one. 1–80 characters
 * as a reader counts them, at least one of them a letter.
 */
export const personName = z
  .string()
  .transform((text) => text.normalize('NFC').trim().replaceAll(/\s+/gu, ' '))
  .refine((name) => /\p{L}/u.test(name) && !unseen.test(name) && !linking.test(name) && [...name].length <= 80, {
    error: 'name',
  });

const local = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/**
 * An e-mail address, also with a domain in other letters than a–z (IDN). The part before the sign is ASCII: what lies beyond would need
 * SMTPUTF8 all the way. At most 254 octets as it is sent.
 */
export const emailAddress = z
  .string()
  .transform((text) => text.trim().normalize('NFC'))
  .refine(
    (address) => {
      const at = address.lastIndexOf('@');
      const [name, labels] = [address.slice(0, at), address.slice(at + 1).split('.')];
      const plain = /^[\x21-\x7e]+$/.test(name) && local.test(name) && name.length <= 64;
      return at > 0 && plain && labels.length > 1 && labels.every((one) => label.test(one)) && address.length <= 254;
    },
    { error: 'email' },
  );

export const phoneNumber = z.string().trim().regex(/^\+?[\d ]{8,16}$/); // prettier-ignore

/** A code that proves an address: how long it counts, and how many wrong tries make it worth nothing. */
export const CODE_MINUTES = 60;
export const CODE_TRIES = 5;

/** The address a person wants to be reached at, with the code that proves it. */
export const addressChange = z.object({ email: emailAddress, code: z.string().regex(/^\d{6}$/) });
/** The change whose code was right, by its command. */
export const addressConfirmation = z.object({ changeId: z.string().max(200) });
export const addressProof = z.object({ code: z.string().regex(/^\d{6}$/) });

/** `each` notice at once, or one e-mail a day with those that can wait. */
export const noticeChoices = ['each', 'daily'] as const;
export const noticeChoice = z.object({ notices: z.enum(noticeChoices) });
