/**
 * Two editions of a publication, side by side: which patches and products came and went, and which states changed.
 * A patch is the same where vendor and identifier are, a product where identifier, version and platform are.
 */
import { patchFacts, type PatchFacts } from '../identifiers/facts';
import type { PlacedEntry } from '../model';
import { compareNaturally } from '../order';
import { isWithdrawn, passage } from '../states';
import type { Vocabulary } from '../vocabulary';

/** A product in one version on one platform; both are empty where the statement holds for all. */
export interface ComparedProduct {
  readonly product: string;
  readonly version: string;
  readonly platform: string;
}

/** What names a patch. */
export interface ComparedPatch {
  readonly vendor: string;
  readonly id: string;
  /** As the newer edition has it. */
  readonly title: string;
}

/** The fields of a patch that are compared. */
export const COMPARED_FIELDS = [
  'title',
  'type',
  'severity',
  'released',
] as const satisfies readonly (keyof PatchFacts)[];

export interface FieldChange {
  readonly field: (typeof COMPARED_FIELDS)[number];
  readonly before: string;
  readonly after: string;
}

/**
 * What is to be thought of a change of state.
 * - `expected`: the state model leads there, in one step or by way of states that need not be published (`passage`), or it
 *   is the first word on a product;
 * - `not in the model`: the state model does not lead there;
 * - `withdrawn`: what could be installed must not be any more, or need not, or was refused between the editions;
 * - `lost`: nothing is said any more, of a patch and a product that are both still there;
 * - `unknown`: a word that the profile does not know, or several words at once.
 */
export type Verdict = 'expected' | 'not in the model' | 'withdrawn' | 'lost' | 'unknown';

export interface StateChange {
  readonly product: ComparedProduct;
  /** The words in the files, more than one where a file contradicts itself; none where it says nothing. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly verdict: Verdict;
}

/** A patch that is in both editions and not the same. */
export interface PatchChange extends ComparedPatch {
  readonly fields: readonly FieldChange[];
  readonly states: readonly StateChange[];
}

export interface Edition {
  readonly supplier: string;
  readonly published: string;
  readonly version: string;
}

export interface Comparison {
  readonly before: Edition;
  readonly after: Edition;
  readonly patches: {
    readonly added: readonly ComparedPatch[];
    readonly removed: readonly ComparedPatch[];
    readonly changed: readonly PatchChange[];
  };
  readonly products: { readonly added: readonly ComparedProduct[]; readonly removed: readonly ComparedProduct[] };
}

/** What of a comparison is a step back. */
export interface Regressions {
  readonly patches: readonly ComparedPatch[];
  readonly products: readonly ComparedProduct[];
  readonly states: readonly { readonly patch: ComparedPatch; readonly change: StateChange }[];
}

type Publication = PlacedEntry<'publication'>;

/** Compares two editions; everything comes in the order in which people sort names. */
export function compare(before: Publication, after: Publication, vocabulary: Vocabulary): Comparison {
  const [old, now] = [patchesOf(before), patchesOf(after)];
  const [oldProducts, newProducts] = [productsOf(old), productsOf(now)];
  return {
    before: editionOf(before),
    after: editionOf(after),
    patches: {
      added: sortedPatches([...now].filter(([key]) => !old.has(key)).map(([, { patch }]) => patch)),
      removed: sortedPatches([...old].filter(([key]) => !now.has(key)).map(([, { patch }]) => patch)),
      changed: sortedPatches(
        [...now].flatMap(([key, patch]) => {
          const earlier = old.get(key);
          return earlier === undefined ? [] : (changeOf(earlier, patch, newProducts, vocabulary) ?? []);
        }),
      ),
    },
    products: { added: without(newProducts, oldProducts), removed: without(oldProducts, newProducts) },
  };
}

/** The verdicts on changes of state that are steps back. */
const STEPS_BACK: readonly Verdict[] = ['not in the model', 'withdrawn', 'lost'];

/**
 * The steps back in a comparison: a patch or a product that is gone, a statement that is gone, an approval that is
 * withdrawn, a state that the state model does not lead to. Whoever reads the newer edition knows less, or must not trust it.
 */
export function regressionsOf({ patches, products }: Comparison): Regressions {
  const states = patches.changed.flatMap((patch) =>
    patch.states.filter(({ verdict }) => STEPS_BACK.includes(verdict)).map((change) => ({ patch, change })),
  );
  return { patches: patches.removed, products: products.removed, states };
}

/** A patch with what is said beneath it. */
interface Patch {
  readonly patch: ComparedPatch;
  readonly fields: Pick<PatchFacts, (typeof COMPARED_FIELDS)[number]>;
  readonly statements: Map<string, Statement>;
}

interface Statement {
  readonly product: ComparedProduct;
  readonly states: Set<string>;
}

/** A patch that is spoken of twice is one, with the statements of both. */
function patchesOf({ entry }: Publication): Map<string, Patch> {
  const found = new Map<string, Patch>();
  for (const vendor of entry.entries('patch-vendor')) {
    const name = vendor.entry.value('vendor-id') ?? '';
    for (const patch of vendor.entry.entries('patch')) {
      const facts = patchFacts(patch.entry);
      const key = JSON.stringify([name, facts.id]);
      const known = found.get(key) ?? {
        patch: { vendor: name, id: facts.id, title: facts.title },
        fields: facts,
        statements: new Map<string, Statement>(),
      };
      found.set(key, known);
      addStatements(facts, known.statements);
    }
  }
  return found;
}

/** A statement holds for each version on each platform that it names. */
function addStatements({ products }: PatchFacts, statements: Map<string, Statement>): void {
  for (const { id, versions, platforms, state } of products) {
    for (const version of orNone(versions)) {
      for (const platform of orNone(platforms)) {
        const product = { product: id, version, platform };
        const key = keyOf(product);
        const known = statements.get(key) ?? { product, states: new Set<string>() };
        statements.set(key, known);
        if (state !== '') known.states.add(state);
      }
    }
  }
}

function changeOf(
  before: Patch,
  after: Patch,
  products: ReadonlyMap<string, ComparedProduct>,
  vocabulary: Vocabulary,
): PatchChange | null {
  const fields = COMPARED_FIELDS.flatMap((field) => {
    const [old, now] = [before.fields[field], after.fields[field]];
    return old === now ? [] : [{ field, before: old, after: now }];
  });
  const keys = new Set([...before.statements.keys(), ...after.statements.keys()]);
  const states = [...keys].flatMap((key): StateChange[] => {
    // Where the product is gone altogether, that is told once.
    if (!products.has(key)) return [];
    const { product } = (after.statements.get(key) ?? before.statements.get(key))!;
    const [old, now] = [before, after].map((side) => [...(side.statements.get(key)?.states ?? [])].sort());
    if (old!.join('\n') === now!.join('\n')) return [];
    return [{ product, before: old!, after: now!, verdict: verdictOn(old!, now!, vocabulary) }];
  });
  if (fields.length === 0 && states.length === 0) return null;
  return { ...after.patch, fields, states: states.sort((a, b) => byProduct(a.product, b.product)) };
}

function verdictOn(before: readonly string[], after: readonly string[], vocabulary: Vocabulary): Verdict {
  if (after.length === 0) return 'lost';
  if (before.length === 0) return 'expected';
  if (before.length > 1 || after.length > 1) return 'unknown';
  const [from, to] = [vocabulary.state(before[0]!)?.id, vocabulary.state(after[0]!)?.id];
  if (from === undefined || to === undefined) return 'unknown';
  if (isWithdrawn(vocabulary.profile, from, to)) return 'withdrawn';
  const { kind } = passage(vocabulary.profile, from, to);
  return kind === 'none' || kind === 'conceals' ? 'not in the model' : 'expected';
}

function editionOf({ entry }: Publication): Edition {
  return {
    supplier: entry.value('supplier') ?? '',
    published: entry.value('published') ?? '',
    version: entry.value('document-version') ?? '',
  };
}

function productsOf(patches: ReadonlyMap<string, Patch>): Map<string, ComparedProduct> {
  const products = new Map<string, ComparedProduct>();
  for (const { statements } of patches.values()) {
    for (const [key, { product }] of statements) products.set(key, product);
  }
  return products;
}

function without(all: ReadonlyMap<string, ComparedProduct>, others: ReadonlyMap<string, unknown>): ComparedProduct[] {
  return [...all].flatMap(([key, product]) => (others.has(key) ? [] : [product])).sort(byProduct);
}

function sortedPatches<P extends ComparedPatch>(patches: P[]): P[] {
  return patches.sort((a, b) => compareNaturally(a.vendor, b.vendor) || compareNaturally(a.id, b.id));
}

function byProduct(a: ComparedProduct, b: ComparedProduct): number {
  return (
    compareNaturally(a.product, b.product) ||
    compareNaturally(a.version, b.version) ||
    compareNaturally(a.platform, b.platform)
  );
}

function orNone(values: readonly string[]): readonly string[] {
  return values.length > 0 ? [...new Set(values)] : [''];
}

function keyOf({ product, version, platform }: ComparedProduct): string {
  return JSON.stringify([product, version, platform]);
}
