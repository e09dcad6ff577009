import type { WrittenForm } from '../notices.js';

/**
 * The written form of what is sent to a municipality: its own decision on language, and the application’s where it is
 * neutral (letters-and-emails.md E.1).
 */
export const letterLanguage = (municipalForm: string, applicationLanguage: string): WrittenForm =>
  (municipalForm === 'neutral' ? applicationLanguage : municipalForm) === 'nn' ? 'nn' : 'nb';
