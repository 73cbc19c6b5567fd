/** What a publication says now about a patch and a product, and whether it knows them. */
import { stateNamed } from '../../domain/stateNames';
import type { Vocabulary } from '../../domain/vocabulary';
import { cellLabel, isMeant, type PatchPlace, type ProductPlace, type Publication } from '../write/publication';
import type { TableCell } from '../tables/sheets';
import type { NamedPatch, NamedProduct, Reason } from '../write/change';
import { unknownName } from '../write/unknown';
import { withoutApostrophes } from './shownState';

/** The names and statements of a publication, looked up many times. */
export class Statements {
  private readonly unknown = new Map<string, Reason>();
  private readonly products = new Map<string, NamedProduct | null>();
  private readonly meant = new Map<string, readonly string[]>();
  private readonly byPatch = new WeakMap<PatchPlace, ReadonlyMap<string, readonly ProductPlace[]>>();

  constructor(
    readonly publication: Publication,
    readonly vocabulary: Vocabulary,
    /** Whether the products can be those of any supplier. */
    readonly anySupplier: boolean,
  ) {}

  /** A patch as the file knows it, also with an apostrophe that the CSV export has added; `null`: it does not know it. */
  patch(vendor: string, id: string): NamedPatch | null {
    for (const name of [id, withoutApostrophes(id)]) {
      for (const of of vendor === '' ? [undefined] : [vendor, withoutApostrophes(vendor)]) {
        if (this.publication.find({ vendor: of, id: name }).length > 0)
          return of === undefined ? { id: name } : { vendor: of, id: name };
      }
    }
    return null;
  }

  /** A product as the file knows it; `null`: it does not, in this version and on this platform. */
  product(product: NamedProduct): NamedProduct | null {
    const key = JSON.stringify([product.id, product.version, product.platform]);
    let known = this.products.get(key);
    if (known === undefined) this.products.set(key, (known = this.knownProduct(product)));
    return known;
  }

  private knownProduct(product: NamedProduct): NamedProduct | null {
    const { columns, identity } = this.publication;
    const plain = (text: string | undefined): string | undefined => text && withoutApostrophes(text);
    const forms: NamedProduct[] = [
      product,
      { ...product, id: plain(product.id)!, version: plain(product.version), platform: plain(product.platform) },
    ];
    return forms.find((form) => [...columns.values()].some((cell) => isMeant(cell, form, identity))) ?? null;
  }

  /** The versions of a product that a cell can mean: a number has lost its last zeros. Empty for any other cell. */
  versionsLike(product: NamedProduct, cell: TableCell | undefined): readonly string[] {
    if (cell?.kind !== 'number') return [];
    const { columns, identity } = this.publication;
    const same = [...columns.values()].filter((column) => isMeant(column, { id: product.id }, identity));
    return [...new Set(same.map(({ version }) => version))].filter((version) => Number(version) === Number(cell.text));
  }

  /** Whether a supplier is that of the file. Empty: it is. */
  isOwn(supplier: string): boolean {
    const { identity, supplier: own } = this.publication;
    return supplier === '' || this.anySupplier || identity.supplier(supplier) === identity.supplier(own);
  }

  /** Why a patch or product is not found, with the nearest names of the file. */
  unknownName(kind: 'patch' | 'product', name: string): Reason {
    const key = `${kind}\n${name}`;
    let reason = this.unknown.get(key);
    if (reason === undefined) this.unknown.set(key, (reason = this.reasonFor(kind, name)));
    return reason;
  }

  private reasonFor(kind: 'patch' | 'product', name: string): Reason {
    const { patches, columns } = this.publication;
    const known = kind === 'patch' ? patches.map(({ id }) => id) : [...columns.values()].map(cellLabel);
    return unknownName(kind, name, [...new Set(known)]);
  }

  /** The entries about a product in the patches of a name. @param cell its key, or a name that can mean several */
  entries(patch: NamedPatch, cell: string | NamedProduct): readonly ProductPlace[] {
    return this.publication.find(patch).flatMap((place) => {
      if (typeof cell === 'string') return this.cellsOf(place).get(cell) ?? [];
      const { identity } = this.publication;
      return place.products.filter(({ cells }) => cells.some((own) => isMeant(own, cell, identity)));
    });
  }

  private cellsOf(place: PatchPlace): ReadonlyMap<string, readonly ProductPlace[]> {
    let cells = this.byPatch.get(place);
    if (cells === undefined) {
      const found = new Map<string, ProductPlace[]>();
      for (const product of place.products) {
        for (const { key } of product.cells) {
          const same = found.get(key);
          if (same === undefined) found.set(key, [product]);
          else same.push(product);
        }
      }
      this.byPatch.set(place, (cells = found));
    }
    return cells;
  }

  /** Equal for words that name the same state, and for unknown words that are equal. */
  stateKey(word: string): string {
    return stateNamed(this.vocabulary, word)?.id ?? `"${word.trim().toLowerCase()}"`;
  }

  /** The keys of the statements about a patch that a product can mean, so that two spellings of one are one. */
  keysOf(patch: NamedPatch, product: NamedProduct): readonly string[] {
    const { columns, identity } = this.publication;
    const of = this.publication.find(patch)[0]?.key ?? JSON.stringify(patch);
    const name = JSON.stringify([product.id, product.version, product.platform]);
    let keys = this.meant.get(name);
    if (keys === undefined) {
      keys = [...columns.values()].filter((cell) => isMeant(cell, product, identity)).map(({ key }) => key);
      this.meant.set(name, keys);
    }
    return keys.map((key) => `${of}\n${key}`);
  }
}
