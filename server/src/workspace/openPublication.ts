/** The identifiers of an open VPC file, looked up in its tree on demand. */
import { patchRecord, productRecord, type ProductRecord } from '../domain/identifiers/records';
import { Identifiers, patchIdOf, supplierOf, vendorIdOf, type Identifier } from '../domain/identifiers/identifiers';
import { patchKey } from '../domain/identifiers/keys';
import type { IdentifierKind, IdentifierUse } from '../domain/identifiers/kinds';
import type { Identity } from '../domain/identity';
import type { Entry } from '../domain/model';
import type { FieldRole } from '../domain/roles';
import { CachedEntry } from '../rules/cachedEntry';
import { spelledNames } from '../rules/consistency/otherSpellings';
import type { Vocabulary } from '../domain/vocabulary';
import type { XmlTree } from '../xml/tree';
import type { Range } from './diagnostic';
import { statementsIn, type FileStatements } from './fileStatements';
import type { WorkspaceOccurrence, WorkspacePatch, PublicationRecord } from './workspaceIndex';

/**
 * The record of an open document.
 * @param isOwner whether it is the asset owner's own file
 * @returns `null` where the root element is not the vocabulary's
 */
export function openPublication(
  uri: string,
  tree: XmlTree,
  vocabulary: Vocabulary,
  isOwner = false,
): PublicationRecord | null {
  const identifiers = Identifiers.in(tree, vocabulary);
  if (identifiers === null) return null;
  const occurrenceOf = (found: Identifier) =>
    workspaceOccurrence(found, uri, tree, found.product && productRecord(found.product.entry));
  const { identity } = identifiers;
  let patchKeys: ReadonlySet<string> | null = null;
  let statements: FileStatements | null = null;
  return {
    uri,
    identity,
    isOwner,
    ...editionFields(identifiers.publication.entry),
    patches: () => (patchKeys ??= patchKeysIn(identifiers)),
    named: (kind, value, vendor) => Array.from(identifiers.named(kind, value, vendor), occurrenceOf),
    first(kind, value) {
      const first = identifiers.named(kind, value).next();
      return first.done ? undefined : occurrenceOf(first.value);
    },
    values: (kind) => identifiers.values(kind),
    names: () => spelledNames(identifiers.publication.entry),
    *allPatches() {
      for (const found of identifiers.patchIds()) yield* workspacePatches(found, occurrenceOf(found));
    },
    describes: (id, maker) => identifiers.defined('patch', id, maker).length > 0,
    products: (vendorId, patchId) =>
      identifiers
        .defined('patch', patchId, vendorId)
        .filter(({ vendor }) => vendor !== null && isSameVendor(identity, vendorIdOf(vendor.entry), vendorId))
        .flatMap(({ patch }) => (patch === null ? [] : patchRecord(patch.entry).products)),
    statements: () => (statements ??= statementsIn(tree, vocabulary)),
    patchesNamed: (id, maker) =>
      identifiers.defined('patch', id, maker).flatMap((found) => workspacePatches(found, occurrenceOf(found))),
  };
}

function isSameVendor(identity: Identity, a: string, b: string): boolean {
  return a === b || identity.vendor(a) === identity.vendor(b);
}

/** The keys of the patches of a publication. */
function patchKeysIn(identifiers: Identifiers): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { vendor, value } of identifiers.patchIds()) {
    keys.add(patchKey(identifiers.identity, vendor === null ? '' : vendorIdOf(vendor.entry), value));
  }
  return keys;
}

/** The fields that identify an edition. They come before the first vendor, so the head of a file is enough. */
export function editionFields(
  publication: Entry<'publication'>,
): Pick<PublicationRecord, 'supplier' | 'published' | 'documentId' | 'documentVersion'> {
  const head = new CachedEntry(publication);
  return {
    supplier: head.value('supplier') ?? '',
    published: head.value('published') ?? '',
    documentId: head.value('document-id') ?? '',
    documentVersion: head.value('document-version') ?? '',
  };
}

/** An occurrence in compact form, with shared parts: a file has tens of thousands of them. */
class CompactOccurrence implements WorkspaceOccurrence {
  constructor(
    readonly uri: string,
    private readonly use: IdentifierUse,
    readonly role: FieldRole,
    readonly value: string,
    readonly supplier: string,
    readonly vendor: string,
    readonly patch: string,
    readonly productRecord: ProductRecord | null,
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
    return this.productRecord?.id ?? '';
  }

  get range(): Range {
    return {
      start: { line: this.startLine, character: this.startCharacter },
      end: { line: this.endLine, character: this.endCharacter },
    };
  }
}

/**
 * The occurrence of an identifier, without a reference to the tree.
 * @param keep returns the text to hold for a value, which may be a substring of a text that is to be released
 */
export function workspaceOccurrence(
  { use, role, value, start, end, publication, vendor, patch }: Identifier,
  uri: string,
  tree: XmlTree,
  product: ProductRecord | null,
  keep: (text: string) => string = (text) => text,
): WorkspaceOccurrence {
  const first = tree.positionAt(start);
  const width = end - start;
  // For speed: nearly all values are on one line and without references.
  const isPlain = value.length === width && !value.includes('\n');
  const last = isPlain ? { line: first.line, character: first.character + width } : tree.positionAt(end);
  return new CompactOccurrence(
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

/** The patch that an identifier defines; empty for all other identifiers. */
export function workspacePatches(
  { kind, defines, patch }: Identifier,
  occurrence: WorkspaceOccurrence,
): WorkspacePatch[] {
  if (kind !== 'patch' || !defines || patch === null) return [];
  const { uri, range, supplier, vendor } = occurrence;
  return [{ ...patchRecord(patch.entry), uri, range, supplier, vendor }];
}
