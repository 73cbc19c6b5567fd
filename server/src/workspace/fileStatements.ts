/** What one file says about patches and products, for rules that compare files: plain data, without its text or its tree. */
import { patchKey } from '../domain/identifiers/keys';
import { productsIn, type ProductRecord } from '../domain/identifiers/records';
import type { Identity } from '../domain/identity';
import { publicationOf } from '../domain/model';
import { addTo } from '../domain/multimap';
import type { Vocabulary } from '../domain/vocabulary';
import { checkpoint } from '../xml/budget';
import { detached } from '../xml/strings';
import type { XmlTree } from '../xml/tree';

const NOTHING: readonly never[] = [];

/** The statements of a file. Names are found in any spelling. */
export class FileStatements {
  private readonly byPatch = new Map<string, ProductRecord[]>();
  private readonly replacing = new Map<string, string[]>();
  /** Computed on demand: most files are asked for their patches only. */
  private byProduct: ReadonlyMap<string, readonly ProductRecord[]> | null = null;

  constructor(private readonly identity: Identity) {}

  /** Adds a patch with its products, which must not keep a text alive that is to be released. */
  add(vendor: string, id: string, products: readonly ProductRecord[]): void {
    const key = patchKey(this.identity, vendor, id);
    const known = this.byPatch.get(key);
    if (known === undefined) this.byPatch.set(key, [...products]);
    else for (const product of products) known.push(product);
  }

  /** Adds that a patch of a vendor replaces another one. */
  addReplacement(vendor: string, id: string, by: string): void {
    addTo(this.replacing, patchKey(this.identity, vendor, id), patchKey(this.identity, vendor, by));
  }

  /** The keys of its patches. */
  get patches(): ReadonlySet<string> {
    return (this.patchKeys ??= new Set(this.byPatch.keys()));
  }
  private patchKeys: ReadonlySet<string> | null = null;

  /** The products under a patch. @param key of {@link patchKey} */
  ofPatch(key: string): readonly ProductRecord[] {
    return this.byPatch.get(key) ?? NOTHING;
  }

  /** The products with this identifier under any patch, equal ones once. @param key of a product in the identity of the file */
  ofProduct(key: string): readonly ProductRecord[] {
    return (this.byProduct ??= this.productsByKey()).get(key) ?? NOTHING;
  }

  /** The keys of the patches that it says replace a patch. */
  replacements(key: string): readonly string[] {
    return this.replacing.get(key) ?? NOTHING;
  }

  private productsByKey(): ReadonlyMap<string, readonly ProductRecord[]> {
    const found = new Map<string, ProductRecord[]>();
    const seen = new Set<ProductRecord>();
    for (const products of this.byPatch.values()) {
      checkpoint(products.length);
      for (const product of products) {
        if (seen.has(product)) continue;
        seen.add(product);
        addTo(found, this.identity.product(product.id), product);
      }
    }
    return found;
  }
}

/**
 * The statements in a tree.
 * @param interner makes values that do not keep the tree's text alive; left out: the text stays in memory anyway
 */
export function statementsIn(tree: XmlTree, vocabulary: Vocabulary, interner?: DetachedInterner): FileStatements {
  const statements = new FileStatements(vocabulary.identity);
  for (const { entry: maker } of publicationOf(tree, vocabulary)?.entry.entries('patch-vendor') ?? NOTHING) {
    const vendor = maker.value('vendor-id') ?? '';
    for (const { entry: patch } of maker.entries('patch')) {
      const id = patch.value('patch-id') ?? '';
      if (id === '') continue;
      const products = productsIn(patch);
      statements.add(
        vendor,
        id,
        interner === undefined ? products : products.map((product) => interner.product(product)),
      );
      for (const { value } of patch.fields('supersedes')) statements.addReplacement(vendor, value, id);
      for (const { value } of patch.fields('superseded-by')) statements.addReplacement(vendor, id, value);
    }
  }
  return statements;
}

/** Interns texts and products as copies: a substring of a file's text would keep all of that text alive. */
export class DetachedInterner {
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
