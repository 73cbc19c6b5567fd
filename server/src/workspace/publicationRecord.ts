/** The identifiers of a VPC file on disk as plain values, so that neither its text nor its tree stays in memory. */
import { productRecord, type ProductRecord } from '../domain/identifiers/records';
import { Identifiers } from '../domain/identifiers/identifiers';
import { identifierKey, patchKey, SPELLED_KINDS } from '../domain/identifiers/keys';
import { IDENTIFIER_KINDS, type IdentifierKind } from '../domain/identifiers/kinds';
import { detached } from '../xml/strings';
import type { Vocabulary } from '../domain/vocabulary';
import type { XmlTree } from '../xml/tree';
import { editionFields, workspaceOccurrence, workspacePatches } from './openPublication';
import type { WorkspaceOccurrence, WorkspacePatch, PublicationRecord } from './workspaceIndex';
import type { Task } from '../xml/task';

/** How many identifiers are recorded between two yields: a few milliseconds of work. */
const IDENTIFIERS_PER_STEP = 1_000;

/**
 * Records the identifiers and the patches of a file.
 * @returns `null` where the root element is not the vocabulary's
 */
export function* recordPublication(uri: string, tree: XmlTree, vocabulary: Vocabulary): Task<PublicationRecord | null> {
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
  return {
    uri,
    identity,
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
    patchesNamed,
    *allPatches() {
      for (const withSameId of patches.values()) yield* withSameId;
    },
  };
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

/** Interns texts and products as copies: a substring of a file's text would keep all of that text alive. */
class DetachedInterner {
  private readonly texts = new Map<string, string>();
  private readonly products = new Map<string, ProductRecord>();

  text(text: string): string {
    let copy = this.texts.get(text);
    if (copy === undefined) {
      copy = detached(text);
      this.texts.set(copy, copy);
    }
    return copy;
  }

  product(record: ProductRecord): ProductRecord {
    const { id, versions, platforms, state, stateDate, reboot } = record;
    const key = [id, state, stateDate, reboot, ...versions, '', ...platforms].join('\n');
    let copy = this.products.get(key);
    if (copy === undefined) {
      copy = {
        id: this.text(id),
        versions: versions.map((version) => this.text(version)),
        platforms: platforms.map((platform) => this.text(platform)),
        state: this.text(state),
        stateDate: this.text(stateDate),
        reboot: this.text(reboot),
      };
      this.products.set(key, copy);
    }
    return copy;
  }
}

function add<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, [item]);
  else items.push(item);
}
