import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LetterFacts } from '../../domain/notices.js';
import { letterDocument } from '../../domain/letter/content.js';
import { fonts, legible } from './font.js';

/** PDF/A-2a for the archive, PDF/UA-1 for the reader. */
export type LetterFiles = { archive: Buffer; reader: Buffer };
export type LetterRenderer = { render(facts: LetterFacts): Promise<LetterFiles> };

const here = fileURLToPath(new URL('.', import.meta.url));
const template = fileURLToPath(new URL('letter.typ', import.meta.url));

/**
 * Sets letters with Typst, in process. The same facts give the same bytes. Throws an Error that says which step failed, never what the
 * letter says: a fault in the template, a warning (an unknown font is only that), or a file that would break its standard.
 */
export function createLetterRenderer(): LetterRenderer {
  const compiler = NodeCompiler.create({ workspace: here, fontArgs: [{ fontBlobs: [...fonts] }] });

  function compile(facts: LetterFacts): NodeTypstDocument {
    const letter = JSON.stringify(letterDocument(facts), (_key, value: unknown) =>
      typeof value === 'string' ? legible(value) : value,
    );
    const compiled = compiler.compile({ mainFilePath: template, inputs: { letter } });
    if (compiled.hasError() || !compiled.result) throw new Error('letter: the template does not compile');
    if (compiled.takeWarnings()) throw new Error('letter: the template compiles with warnings');
    return compiled.result;
  }

  function write(document: NodeTypstDocument, pdfStandard: 'a-2a' | 'ua-1'): Buffer {
    try {
      return compiler.pdf(document, { pdfStandard });
    } catch {
      throw new Error(`letter: cannot be written as ${pdfStandard}`);
    }
  }

  return {
    async render(facts) {
      // The compiler’s native memory is freed only between turns of the event loop.
      await nextTurn();
      try {
        const document = compile(facts);
        return { archive: write(document, 'a-2a'), reader: write(document, 'ua-1') };
      } finally {
        compiler.evictCache(10);
      }
    },
  };
}
