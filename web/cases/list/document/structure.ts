/**
 * What makes a PDF readable aloud, its structure tree (ISO 32000-1, 14.7), when several become one: the elements of each under one root,
 * with numbers and names that are their own. Only files that our own renderers have written come here.
 */
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFRef, PDFString, type PDFDocument, type PDFObject, type PDFObjectCopier, type PDFPage } from '@cantoo/pdf-lib'; // prettier-ignore

const name = (text: string): PDFName => PDFName.of(text);

export type Source = { document: PDFDocument; copier: PDFObjectCopier; pages: readonly PDFPage[]; title: string };
export type Structures = {
  /** A source that has none makes the whole one that cannot be read aloud. */
  take(source: Source, at: 'first' | 'last'): void;
  /** Once, when all are taken. Answers whether every page is readable aloud. */
  write(): boolean;
};

export function structuresOf(target: PDFDocument): Structures {
  const { context } = target;
  const root = context.nextRef();
  let kids: PDFObject[] = [];
  const parents: [key: number, value: PDFObject][] = [];
  const ids: [id: string, element: PDFRef][] = [];
  const roles = context.obj({});
  let nextKey = 0;
  let taken = 0;
  let whole = true;

  /** Names of elements are unique in a file: each source’s get its number in front. */
  const own = (id: PDFObject | undefined, source: number): PDFHexString | undefined =>
    id instanceof PDFString || id instanceof PDFHexString
      ? PDFHexString.of(Buffer.from(`${source}.`).toString('hex') + Buffer.from(id.asBytes()).toString('hex'))
      : undefined;

  function renamed(ref: PDFRef, source: number): void {
    const element = context.lookup(ref);
    if (!(element instanceof PDFDict) || element.get(name('Type')) === name('OBJR')) return;
    const id = own(element.lookup(name('ID')), source);
    if (id) {
      element.set(name('ID'), id);
      ids.push([id.asString(), ref]);
    }
    const attributes = element.lookup(name('A'));
    for (const one of attributes instanceof PDFArray ? attributes.asArray() : [attributes]) {
      const dict = one instanceof PDFRef ? context.lookup(one) : one;
      const headers = dict instanceof PDFDict ? dict.lookup(name('Headers')) : undefined;
      if (!(headers instanceof PDFArray)) continue;
      for (let i = 0; i < headers.size(); i++) headers.set(i, own(headers.lookup(i), source) ?? headers.get(i));
    }
    for (const kid of listOf(element.get(name('K')))) if (kid instanceof PDFRef) renamed(kid, source);
  }

  /** One or many, given outright or by reference. */
  function listOf(value: PDFObject | undefined): PDFObject[] {
    const found = value instanceof PDFRef ? context.lookup(value) : value;
    if (found instanceof PDFArray) return found.asArray();
    return value === undefined ? [] : [value];
  }

  const shift = (dict: PDFDict, key: 'StructParents' | 'StructParent', by: number): void => {
    const number = dict.lookup(name(key));
    if (number instanceof PDFNumber) dict.set(name(key), PDFNumber.of(number.asNumber() + by));
  };

  return {
    take({ document, copier, pages, title }, at) {
      const tree = document.catalog.lookup(name('StructTreeRoot'));
      if (!(tree instanceof PDFDict)) return void (whole = false);
      const source = ++taken;
      const first = nextKey;
      for (const page of pages) {
        shift(page.node, 'StructParents', first);
        for (const annotation of page.node.Annots()?.asArray() ?? []) {
          const dict = context.lookup(annotation);
          if (dict instanceof PDFDict) shift(dict, 'StructParent', first);
        }
      }
      const tops = topsOf(document, tree).map((ref) => {
        // Up to the new root, not to a copy of the old one with all that hangs on it.
        document.context.lookup(ref, PDFDict).delete(name('P'));
        const copy = copier.copy(ref);
        const element = context.lookup(copy, PDFDict);
        element.set(name('P'), root);
        element.set(name('T'), PDFHexString.fromText(title));
        const language = document.catalog.lookup(name('Lang'));
        if (language && !element.has(name('Lang'))) element.set(name('Lang'), copier.copy(language));
        renamed(copy, source);
        return copy;
      });
      kids = at === 'first' ? [...tops, ...kids] : [...kids, ...tops];
      for (const [key, value] of numbersIn(tree.lookup(name('ParentTree')))) {
        parents.push([first + key, copier.copy(value)]);
        nextKey = Math.max(nextKey, first + key + 1);
      }
      const map = tree.lookup(name('RoleMap'));
      if (map instanceof PDFDict) for (const [from, to] of map.entries()) roles.set(from, copier.copy(to));
    },

    write() {
      if (kids.length === 0) return false;
      const tree = context.obj({
        Type: 'StructTreeRoot',
        K: kids,
        RoleMap: roles,
        ParentTreeNextKey: nextKey,
      });
      parents.sort(([a], [b]) => a - b);
      const numbers = context.obj({ Nums: parents.flatMap(([key, value]) => [PDFNumber.of(key), value]) });
      tree.set(name('ParentTree'), context.register(numbers));
      if (ids.length > 0) {
        ids.sort(([a], [b]) => (a < b ? -1 : 1));
        const names = context.obj({
          Names: ids.flatMap(([id, element]) => [PDFHexString.of(id), element]),
          Limits: [PDFHexString.of(ids[0]![0]), PDFHexString.of(ids.at(-1)![0])],
        });
        tree.set(name('IDTree'), context.register(names));
      }
      context.assign(root, tree);
      target.catalog.set(name('StructTreeRoot'), root);
      target.catalog.set(name('MarkInfo'), context.obj({ Marked: true }));
      return whole;
    },
  };
}

/** The elements right under the root. */
function topsOf({ context }: PDFDocument, tree: PDFDict): PDFRef[] {
  const kid = tree.get(name('K'));
  const found = kid instanceof PDFRef ? context.lookup(kid) : kid;
  const all = found instanceof PDFArray ? found.asArray() : [kid];
  return all.filter((one) => one instanceof PDFRef);
}

/** The entries of a number tree, whatever its depth. */
function numbersIn(node: PDFObject | undefined): [number, PDFObject][] {
  if (!(node instanceof PDFDict)) return [];
  const kids = node.lookup(name('Kids'));
  const below = kids instanceof PDFArray ? kids.asArray().flatMap((_kid, i) => numbersIn(kids.lookup(i))) : [];
  const nums = node.lookup(name('Nums'));
  if (!(nums instanceof PDFArray)) return below;
  const pairs = Array.from({ length: nums.size() / 2 }, (_, i): [number, PDFObject] => [
    nums.lookup(2 * i, PDFNumber).asNumber(),
    nums.get(2 * i + 1),
  ]);
  return [...below, ...pairs];
}
