/** Creates a new publication: with the known values, and placeholders for all other required ones. */
import type { ListedProduct } from '../../exchange/products/productList';
import { writePublication, type Draft, draftFileName } from '../../domain/publicationText';
import { safeValue } from '../../domain/fileName';
import { stateById } from '../../domain/states';
import type { Vocabulary } from '../../domain/vocabulary';
import type { Schema } from '../../xsd';
import { Template } from '../completion/template';
import { PLACEHOLDER, PublicationWriter } from './publicationWriter';

export interface NewFileOptions {
  /** The product supplier. */
  readonly supplier: string;
  /** The publication date, `yyyy-MM-dd`. */
  readonly date: string;
  /** The products of the first patch, not tested yet; if empty, a placeholder for one is written. */
  readonly products: readonly Pick<ListedProduct, 'id' | 'version' | 'platform'>[];
  readonly vocabulary: Vocabulary;
  /** If `null` or without the vocabulary's root element, the element tables and the profile are used. */
  readonly schema: Schema | null;
  /** Whether placeholders become tab stops of a snippet; otherwise they are left empty. */
  readonly snippets: boolean;
}

export interface NewFile {
  readonly text: string;
  /** By the file name convention; `null` if it needs values that are not known yet. */
  readonly fileName: string | null;
}

/** A new file. Its text is valid except for the placeholders. */
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
    const [before = '', ...rest] = writePublication(publication, vocabulary).split(PLACEHOLDER);
    template.literal(before);
    for (const text of rest) template.placeholder().literal(text);
  }
  return { text: template.toString(), fileName: draftFileName(publication, vocabulary) };
}

function draftOf({ supplier, date, products, vocabulary }: NewFileOptions): Draft<'publication'> {
  const available = stateById(vocabulary.profile, 'available')?.value ?? PLACEHOLDER;
  const entries = products.map(({ id, version, platform }) => ({
    'product-id': id,
    ...(version !== '' && { 'product-version': version }),
    ...(platform !== '' && { platform }),
    state: available,
  }));
  const patch: Draft<'patch'> = {
    'patch-id': PLACEHOLDER,
    title: PLACEHOLDER,
    released: PLACEHOLDER,
    product: entries.length > 0 ? entries : [{ 'product-id': PLACEHOLDER, state: available }],
  };
  return {
    'document-id': `${safeValue(supplier)}-${date.slice(0, 7)}`,
    'document-version': '1',
    published: `${date}T00:00:00Z`,
    supplier,
    'patch-vendor': [{ 'vendor-id': PLACEHOLDER, patch: [patch] }],
  };
}
