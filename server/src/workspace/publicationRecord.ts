/** The identifiers of a VPC file on disk as plain values, so that neither its text nor its tree stays in memory. */
import { productRecord } from '../domain/identifiers/records';
import { Identifiers } from '../domain/identifiers/identifiers';
import { identifierKey, patchKey, SPELLED_KINDS } from '../domain/identifiers/keys';
import { IDENTIFIER_KINDS, type IdentifierKind } from '../domain/identifiers/kinds';
import type { Identity } from '../domain/identity';
import type { Vocabulary } from '../domain/vocabulary';
import type { XmlTree } from '../xml/tree';
import { DetachedInterner, FileStatements } from './fileStatements';
import { editionFields, workspaceOccurrence, workspacePatches } from './openPublication';
import type { WorkspaceOccurrence, WorkspacePatch, PublicationRecord } from './workspaceIndex';
import type { Task } from '../xml/task';

/** How many identifiers are recorded between two yields: a few milliseconds of work. */
const IDENTIFIERS_PER_STEP = 1_000;

/**
 * Records the identifiers and the patches of a file.
 * @param isOwner whether it is the asset owner's own file
 * @returns `null` where the root element is not the vocabulary's
 */
export function* recordPublication(
  uri: string,
  tree: XmlTree,
  vocabulary: Vocabulary,
  isOwner = false,
): Task<PublicationRecord | null> {
  const identifiers = Identifiers.in(tree, vocabulary);
  if (identifiers === null) return null;
  const { identity } = vocabulary;
  const named = new Map(IDENTIFIER_KINDS.map((kind) => [kind, new Map<string, WorkspaceOccurrence[]>()]));
  const values = new Map(IDENTIFIER_KINDS.map((kind) => [kind, new Set<string>()]));
  const patches = new Map<string, WorkspacePatch[]>();
  const interner = new DetachedInterner();
  let count = 0;
  for (const found of identifiers.all()) {
    const product = found.product && interner.product(productRecord(found.product.entry));
    const occurrence = workspaceOccurrence(found, uri, tree, product, (text) => interner.text(text));
    values.get(occurrence.kind)!.add(occurrence.value);
    add(named.get(occurrence.kind)!, identifierKey(identity, occurrence), occurrence);
    for (const patch of workspacePatches(found, occurrence)) {
      add(patches, identity.patch(patch.vendor, patch.id), detachedPatch(patch, interner));
    }
    if (++count % IDENTIFIERS_PER_STEP === 0) yield;
  }
  const { supplier, published, documentId, documentVersion } = editionFields(identifiers.publication.entry);
  const occurrences = (kind: IdentifierKind, value: string, vendor = ''): readonly WorkspaceOccurrence[] =>
    named.get(kind)!.get(identifierKey(identity, { kind, value, vendor })) ?? [];
  const patchesNamed = (id: string, vendor = ''): readonly WorkspacePatch[] =>
    patches.get(identity.patch(vendor, id)) ?? [];
  let patchKeys: ReadonlySet<string> | null = null;
  let statements: FileStatements | null = null;
  return {
    uri,
    identity,
    isOwner,
    supplier: interner.text(supplier),
    published: interner.text(published),
    documentId: interner.text(documentId),
    documentVersion: interner.text(documentVersion),
    patches: () =>
      (patchKeys ??= new Set([...patches.values()].flat().map(({ vendor, id }) => patchKey(identity, vendor, id)))),
    named: occurrences,
    first: (kind, value) => occurrences(kind, value)[0],
    values: (kind) => values.get(kind)!,
    *names() {
      for (const kind of SPELLED_KINDS) {
        if (kind === 'patch') continue;
        for (const value of values.get(kind)!) yield { kind, value, vendor: '', supplier };
      }
      for (const { vendor, id } of [...patches.values()].flat()) yield { kind: 'patch', value: id, vendor, supplier };
    },
    describes: (id, vendor) => patchesNamed(id, vendor).length > 0,
    products: (vendorId, patchId) =>
      patchesNamed(patchId, vendorId)
        .filter(({ vendor }) => identity.vendor(vendor) === identity.vendor(vendorId))
        .flatMap(({ products }) => products),
    statements: () => (statements ??= recordedStatements(patches, named.get('patch')!, identity)),
    patchesNamed,
    *allPatches() {
      for (const withSameId of patches.values()) yield* withSameId;
    },
  };
}

/** The statements of a file from its records; they share the values of those. */
function recordedStatements(
  patches: ReadonlyMap<string, readonly WorkspacePatch[]>,
  occurrences: ReadonlyMap<string, readonly WorkspaceOccurrence[]>,
  identity: Identity,
): FileStatements {
  const statements = new FileStatements(identity);
  for (const withSameId of patches.values()) {
    for (const { vendor, id, products } of withSameId) statements.add(vendor, id, products);
  }
  for (const ofPatch of occurrences.values()) {
    for (const { role, value, vendor, patch } of ofPatch) {
      if (role === 'supersedes') statements.addReplacement(vendor, value, patch);
      else if (role === 'superseded-by') statements.addReplacement(vendor, patch, value);
    }
  }
  return statements;
}

/** A patch whose values do not keep its tree alive. */
function detachedPatch(patch: WorkspacePatch, interner: DetachedInterner): WorkspacePatch {
  const { id, title, type, severity, released, products } = patch;
  return {
    ...patch,
    id: interner.text(id),
    title: interner.text(title),
    type: interner.text(type),
    severity: interner.text(severity),
    released: interner.text(released),
    products: products.map((product) => interner.product(product)),
  };
}

function add<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, [item]);
  else items.push(item);
}
