/** What a VPC file on disk names, recorded for the questions of others, so that its text and its tree need not be kept. */
import { productFacts, type ProductFacts } from '../vpc/identifiers/facts';
import { Identifiers } from '../vpc/identifiers/identifiers';
import { IDENTIFIER_KINDS } from '../vpc/identifiers/kinds';
import { own } from '../xml/own';
import type { Vocabulary } from '../vpc/vocabulary';
import type { XmlTree } from '../xml/tree';
import { editionFacts, namedElsewhere, patchElsewhere } from './publicationFacts';
import type { NamedElsewhere, PatchElsewhere, PublicationFacts } from './workspaceIndex';

/** So many identifiers are recorded between two breaths: some milliseconds' work. */
const BETWEEN_BREATHS = 1_000;

/**
 * What a file names, as plain values. Yields now and then, so that whoever records a large file can let others work.
 * @returns `null` where the root element is not the vocabulary's
 */
export function* recording(
  uri: string,
  tree: XmlTree,
  vocabulary: Vocabulary,
): Generator<void, PublicationFacts | null, undefined> {
  const identifiers = Identifiers.in(tree, vocabulary);
  if (identifiers === null) return null;
  const named = new Map(IDENTIFIER_KINDS.map((kind) => [kind, new Map<string, NamedElsewhere[]>()]));
  const patches = new Map<string, PatchElsewhere[]>();
  const keeper = new Keeper();
  let count = 0;
  for (const found of identifiers.all()) {
    const product = found.product && keeper.product(productFacts(found.product.entry));
    const plain = namedElsewhere(found, uri, tree, product, (text) => keeper.text(text));
    add(named.get(plain.kind)!, plain.value, plain);
    for (const patch of patchElsewhere(found, plain)) add(patches, patch.id, kept(patch, keeper));
    if (++count % BETWEEN_BREATHS === 0) yield;
  }
  const { supplier, published, documentId, documentVersion } = editionFacts(identifiers.publication.entry);
  return {
    uri,
    supplier: keeper.text(supplier),
    published: keeper.text(published),
    documentId: keeper.text(documentId),
    documentVersion: keeper.text(documentVersion),
    named: (kind, value) => named.get(kind)!.get(value) ?? [],
    first: (kind, value) => named.get(kind)!.get(value)?.[0],
    values: (kind) => named.get(kind)!.keys(),
    describes: (id) => patches.has(id),
    products: (vendorId, patchId) =>
      (patches.get(patchId) ?? []).filter(({ vendor }) => vendor === vendorId).flatMap(({ products }) => products),
    patches: (id) => patches.get(id) ?? [],
    *allPatches() {
      for (const alike of patches.values()) yield* alike;
    },
  };
}

/** A patch without anything of its tree. */
function kept(patch: PatchElsewhere, keeper: Keeper): PatchElsewhere {
  const { id, title, type, severity, released, products } = patch;
  return {
    ...patch,
    id: keeper.text(id),
    title: keeper.text(title),
    type: keeper.text(type),
    severity: keeper.text(severity),
    released: keeper.text(released),
    products: products.map((product) => keeper.product(product)),
  };
}

/** Gives each text and each product once, as a copy: what is cut out of a file's text would keep all of it alive. */
class Keeper {
  private readonly texts = new Map<string, string>();
  private readonly products = new Map<string, ProductFacts>();

  text(text: string): string {
    let copy = this.texts.get(text);
    if (copy === undefined) {
      copy = own(text);
      this.texts.set(copy, copy);
    }
    return copy;
  }

  product(facts: ProductFacts): ProductFacts {
    const { id, versions, platforms, state, stateDate, reboot } = facts;
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
