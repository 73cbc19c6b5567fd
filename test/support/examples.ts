/** Reads the examples of the pages that say how the matrix and the plan decide: files in a few words, and what comes of them. */
import { readFileSync } from 'node:fs';
import type { Draft } from '../../server/src/domain/publicationText';
import type { Note } from '../../server/src/matrix/notes';
import { readPublication } from '../../server/src/matrix/reading';
import type { MatrixSource } from '../../server/src/matrix/sources';
import { documentIn } from './documents';
import { publicationText } from './publications';
import type { TestVocabulary } from './vocabularies';

export interface Example {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The code blocks of a page in a language, with the headings above them. */
export function examplesIn(page: string, language: string): Example[] {
  const text = readFileSync(page, 'utf8');
  const found: Example[] = [];
  let heading = '';
  for (const [, title, kind, block] of text.matchAll(/^##+ (.*)$|^```(\w+)\n([^]*?)^```$/gm)) {
    if (title !== undefined) heading = title;
    else if (kind === language) {
      found.push({ title: `${heading} ${found.length + 1}`, lines: block!.trimEnd().split('\n') });
    }
  }
  return found;
}

interface Given {
  readonly name: string;
  readonly isOwner: boolean;
  /** `off`, or `off at the start`: before the Supplier field. */
  readonly cut: string | undefined;
  readonly fields: Record<string, string>;
  /** By vendor, then by identifier. */
  readonly vendors: Map<string, Map<string, Draft<'patch'> & { product: Draft<'product'>[] }>>;
}

const HEAD_FIELDS: Readonly<Record<string, string>> = { id: 'document-id', version: 'document-version' };
const PATCH_FIELDS: Readonly<Record<string, string>> = {
  severity: 'severity',
  released: 'released',
  supersedes: 'supersedes',
  needs: 'prerequisite',
  for: 'target',
};

const day = (text: string): string => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T12:00:00Z` : text);

/** A product as examples write it: `Historian 5 on Windows 10`; `-` for no version. */
export function productIn(text: string): {
  readonly product: string;
  readonly version: string;
  readonly platform: string;
} {
  const [named = '', platform = ''] = text.split(' on ');
  const at = named.lastIndexOf(' ');
  const version = named.slice(at + 1);
  return { product: named.slice(0, at), version: version === '-' ? '' : version, platform };
}

function filesIn(lines: readonly string[]): Given[] {
  const files: Given[] = [];
  for (const line of lines) {
    const [first, second = '', third = '', ...more] = line.trim().split(/ {2,}/) as [string, ...string[]];
    if (!line.startsWith(' ')) {
      const fields: Record<string, string> = { supplier: second };
      for (const text of [third, ...more]) {
        const [key, ...value] = text.split(' ');
        fields[HEAD_FIELDS[key!] ?? key!] = day(value.join(' '));
      }
      const { owner, cut, ...head } = fields;
      files.push({
        ...{ name: first, isOwner: owner !== undefined, cut, fields: head },
        vendors: new Map(),
      });
      continue;
    }
    const [vendor, id] = first.includes('/') ? (first.split('/') as [string, string]) : ['Microsoft', first];
    const patches =
      files.at(-1)!.vendors.get(vendor) ?? new Map<string, Draft<'patch'> & { product: Draft<'product'>[] }>();
    files.at(-1)!.vendors.set(vendor, patches);
    const patch = patches.get(id) ?? { 'patch-id': id, title: id, released: '2026-01-13T07:00:00Z', product: [] };
    patches.set(id, patch);
    const said: Record<string, unknown> = {};
    for (const text of more) {
      const [key = '', ...value] = text.split(' ');
      if (/^\d/.test(text)) said['state-date'] = day(text);
      else if (PATCH_FIELDS[key] !== undefined)
        Object.assign(patch, { [PATCH_FIELDS[key]]: patchValue(key, value.join(' ')) });
      else said[key] = value.join(' ');
    }
    // A patch about which nothing is said.
    if (second === '-') continue;
    const { product, version, platform } = productIn(second);
    if (third === 'Not Approved') said.comment = 'Stops';
    patch.product.push({
      ...{ 'product-id': product, 'product-version': version === '' ? [] : [version] },
      ...(platform !== '' && { platform: [platform] }),
      ...{ state: third, ...said },
    });
  }
  return files;
}

/** Identifiers are separated by commas. */
function patchValue(key: string, text: string): string | string[] {
  return key === 'released' ? day(text) : key === 'severity' || key === 'for' ? text : text.split(', ');
}

export interface ReadExample {
  readonly given: readonly MatrixSource[];
  readonly notes: readonly Note[];
}

function cutAt(cut: string, text: string, { supplier = '' }: Record<string, string>): number {
  return cut === 'off' ? Math.floor(text.length * 0.8) : text.indexOf(`>${supplier}<`) + 2;
}

/** Reads the files of an example. */
export function readExample(lines: readonly string[], test: TestVocabulary): ReadExample {
  const all = filesIn(lines).map(({ name, isOwner, cut, fields, vendors }) => {
    const drafts = [...vendors].map(([vendor, patches]) => ({ 'vendor-id': vendor, patch: [...patches.values()] }));
    const text = publicationText(test, [], { ...fields, ...(drafts.length > 0 && { 'patch-vendor': drafts }) });
    const document = documentIn(test, cut === undefined ? text : text.slice(0, cutAt(cut, text, fields)));
    return readPublication(document, { name, path: name, isOwner });
  });
  return { given: all.flatMap(({ given }) => given ?? []), notes: all.flatMap(({ notes }) => notes) };
}
