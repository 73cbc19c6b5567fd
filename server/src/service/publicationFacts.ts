/** What an open VPC file names, for the questions of others: looked up in its tree when they are asked. */
import { patchFacts, productFacts, type ProductFacts } from '../vpc/identifiers/facts';
import { Identifiers, patchIdOf, supplierOf, vendorIdOf, type Identifier } from '../vpc/identifiers/identifiers';
import type { IdentifierKind, IdentifierUse } from '../vpc/identifiers/kinds';
import type { Entry } from '../vpc/model';
import type { FactRole } from '../vpc/roles';
import { Reading } from '../vpc/rules/reading';
import type { Vocabulary } from '../vpc/vocabulary';
import type { XmlTree } from '../xml/tree';
import type { Range } from './findings';
import type { NamedElsewhere, PatchElsewhere, PublicationFacts } from './workspaceIndex';

/**
 * What an open document names.
 * @returns `null` where the root element is not the vocabulary's
 */
export function openPublication(uri: string, tree: XmlTree, vocabulary: Vocabulary): PublicationFacts | null {
  const identifiers = Identifiers.in(tree, vocabulary);
  if (identifiers === null) return null;
  const plain = (found: Identifier) =>
    namedElsewhere(found, uri, tree, found.product && productFacts(found.product.entry));
  return {
    uri,
    ...editionFacts(identifiers.publication.entry),
    named: (kind, value) => Array.from(identifiers.named(kind, value), plain),
    first(kind, value) {
      const first = identifiers.named(kind, value).next();
      return first.done ? undefined : plain(first.value);
    },
    values: (kind) => identifiers.values(kind),
    *allPatches() {
      for (const found of identifiers.patchIds()) yield* patchElsewhere(found, plain(found));
    },
    describes: (id) => identifiers.defined('patch', id).length > 0,
    products: (vendorId, patchId) =>
      identifiers
        .defined('patch', patchId)
        .filter(({ vendor }) => vendor !== null && vendorIdOf(vendor.entry) === vendorId)
        .flatMap(({ patch }) => (patch === null ? [] : patchFacts(patch.entry).products)),
    patches: (id) => identifiers.defined('patch', id).flatMap((found) => patchElsewhere(found, plain(found))),
  };
}

/** What a publication says of itself, before its first vendor: for that, no file need be read further. */
export function editionFacts(
  publication: Entry<'publication'>,
): Pick<PublicationFacts, 'supplier' | 'published' | 'documentId' | 'documentVersion'> {
  const head = new Reading(publication);
  return {
    supplier: head.value('supplier') ?? '',
    published: head.value('published') ?? '',
    documentId: head.value('document-id') ?? '',
    documentVersion: head.value('document-version') ?? '',
  };
}

/** What stands in a file tens of thousands of times: so it holds little, and the rest with whatever it shares. */
class Named implements NamedElsewhere {
  constructor(
    readonly uri: string,
    private readonly use: IdentifierUse,
    readonly role: FactRole,
    readonly value: string,
    readonly supplier: string,
    readonly vendor: string,
    readonly patch: string,
    readonly productFacts: ProductFacts | null,
    private readonly startLine: number,
    private readonly startCharacter: number,
    private readonly endLine: number,
    private readonly endCharacter: number,
  ) {}

  get kind(): IdentifierKind {
    return this.use.kind;
  }

  get defines(): boolean {
    return this.use.defines;
  }

  get product(): string {
    return this.productFacts?.id ?? '';
  }

  get range(): Range {
    return {
      start: { line: this.startLine, character: this.startCharacter },
      end: { line: this.endLine, character: this.endCharacter },
    };
  }
}

/**
 * An identifier as others see it.
 * @param keep gives the texts that it holds: they may be parts of a text that is to be let go
 */
export function namedElsewhere(
  { use, role, value, start, end, publication, vendor, patch }: Identifier,
  uri: string,
  tree: XmlTree,
  product: ProductFacts | null,
  keep: (text: string) => string = (text) => text,
): NamedElsewhere {
  const first = tree.positionAt(start);
  const width = end - start;
  // Nearly always the value is the text, on one line.
  const isPlain = value.length === width && !value.includes('\n');
  const last = isPlain ? { line: first.line, character: first.character + width } : tree.positionAt(end);
  return new Named(
    uri,
    use,
    role,
    keep(value),
    keep(supplierOf(publication.entry)),
    vendor === null ? '' : keep(vendorIdOf(vendor.entry)),
    patch === null ? '' : keep(patchIdOf(patch.entry)),
    product,
    first.line,
    first.character,
    last.line,
    last.character,
  );
}

/** The patch that an identifier is the own one of; nothing for any other identifier. */
export function patchElsewhere({ kind, defines, patch }: Identifier, named: NamedElsewhere): PatchElsewhere[] {
  if (kind !== 'patch' || !defines || patch === null) return [];
  const { uri, range, supplier, vendor } = named;
  return [{ ...patchFacts(patch.entry), uri, range, supplier, vendor }];
}
