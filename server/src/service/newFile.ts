/** A new publication: what is known stands in it, and there is a place to type for everything else that must be there. */
import type { Draft } from '../vpc/draft';
import { draftFileName } from '../vpc/draftFileName';
import type { ListedProduct } from '../vpc/exchange/productList';
import { writePublication } from '../vpc/exchange/write';
import { safeValue } from '../vpc/filename';
import { stateById } from '../vpc/states';
import type { Vocabulary } from '../vpc/vocabulary';
import type { Schema } from '../xsd';
import { Template } from './completion/template';
import { PLACE, PublicationWriter } from './publicationWriter';

/** What a new publication is made of. */
export interface NewFileOptions {
  /** The product supplier who publishes. */
  readonly supplier: string;
  /** The day of the publication, `yyyy-MM-dd`. */
  readonly date: string;
  /** Each stands under the first patch, not tested yet; without any there is a place for one. */
  readonly products: readonly Omit<ListedProduct, 'line'>[];
  readonly vocabulary: Vocabulary;
  /** The schema in use; `null`, or one without the vocabulary's root element: by the element tables and the profile. */
  readonly schema: Schema | null;
  /** Whether the places become tab stops of a snippet; otherwise they are left empty. */
  readonly snippets: boolean;
}

export interface NewFile {
  readonly text: string;
  /** By the filename convention; `null` where it asks for what is not known yet. */
  readonly fileName: string | null;
}

/** The text of a new file. It is valid by the schema but for the values that are still to be typed. */
export function newFile(options: NewFileOptions): NewFile {
  const { vocabulary, schema, snippets } = options;
  const publication = draftOf(options);
  const template = new Template({ snippets, indent: null });
  const root = [...(schema?.elements.values() ?? [])].find(({ name }) => name === vocabulary.rootName);
  if (schema !== null && root !== undefined) {
    template.literal('<?xml version="1.0" encoding="UTF-8"?>').newLine(0);
    new PublicationWriter(template, schema, vocabulary).write(root, publication);
    template.newLine(0);
  } else {
    const [before = '', ...rest] = writePublication(publication, vocabulary).split(PLACE);
    template.literal(before);
    for (const text of rest) template.place().literal(text);
  }
  return { text: template.toString(), fileName: draftFileName(publication, vocabulary) };
}

function draftOf({ supplier, date, products, vocabulary }: NewFileOptions): Draft<'publication'> {
  const available = stateById(vocabulary.profile, 'available')?.value ?? PLACE;
  const entries = products.map(({ id, version, platform }) => ({
    'product-id': id,
    ...(version !== '' && { 'product-version': version }),
    ...(platform !== '' && { platform }),
    state: available,
  }));
  const patch: Draft<'patch'> = {
    'patch-id': PLACE,
    title: PLACE,
    released: PLACE,
    product: entries.length > 0 ? entries : [{ 'product-id': PLACE, state: available }],
  };
  return {
    'document-id': `${safeValue(supplier)}-${date.slice(0, 7)}`,
    'document-version': '1',
    published: `${date}T00:00:00Z`,
    supplier,
    'patch-vendor': [{ 'vendor-id': PLACE, patch: [patch] }],
  };
}
