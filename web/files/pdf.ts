/** Can everybody open this PDF? */
const TAIL = 64 * 1024;

/** A PDF has its end: one that was cut off on its way has not. */
export const isWholePdf = (bytes: Buffer): boolean =>
  /^%PDF-[12]\.\d/.test(bytes.subarray(0, 8).toString('latin1')) &&
  bytes.subarray(-TAIL).includes('startxref') &&
  bytes.subarray(-TAIL).includes('%%EOF');

/** One that only forbids printing or changing opens without a password; it is taken in. Throws when it cannot be read. */
export async function needsPassword(bytes: Buffer): Promise<boolean> {
  if (!bytes.includes('/Encrypt')) return false;
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const opening = getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    useSystemFonts: false,
  });
  try {
    await opening.promise;
    return false;
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') return true;
    throw error;
  } finally {
    await opening.destroy();
  }
}
