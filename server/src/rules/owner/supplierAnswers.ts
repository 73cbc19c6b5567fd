/** Compares the statements of an asset owner's own file with what the suppliers say, for the rules about that. */
import { shiftedRange, type Range } from '../../domain/field';
import { statementKeys } from '../../domain/identifiers/keys';
import { productRecord } from '../../domain/identifiers/records';
import type { Entry } from '../../domain/model';
import { addTo } from '../../domain/multimap';
import type { StateId } from '../../domain/roles';
import { indexedPatches } from '../derivedQuery';
import { patchAt, vendorsIn, type PatchDigest } from '../digest';
import { yieldPoint } from '../../xml/task';
import type { PatchAnswers, SupplierAnswer, SupplierAnswers } from '../rule';

/** States in which the asset owner has begun to work with a patch, which takes the approval of the supplier. */
const AHEAD: ReadonlySet<StateId> = new Set(['in-internal-test', 'authorized', 'effective', 'installed']);

/** States in which the asset owner lets a patch be installed. */
const PERMITTED: ReadonlySet<StateId> = new Set(['authorized', 'effective', 'installed']);

/**
 * How a statement contradicts that of a supplier:
 * - `ahead`: there is no approval;
 * - `withdrawn`: the supplier refuses what the owner lets be installed.
 *
 * Each contradiction is one of the two.
 */
export type ContradictionKind = 'ahead' | 'withdrawn';

/** A statement of the asset owner that a supplier has not approved. */
export interface Contradiction {
  readonly kind: ContradictionKind;
  readonly answer: SupplierAnswer;
  /** The owner's state. */
  readonly state: string;
  /** The products with versions and platforms of the statement that it is about, for messages. */
  readonly label: string;
  /** Of the owner's state; counts from the publication's start. */
  readonly range: Range;
}

/** The products that a message lists at most. */
const MAX_LISTED = 3;

/**
 * The contradictions between an asset owner's file and its suppliers, in document order: one for each statement, supplier and
 * answer of that supplier.
 */
export function* contradictions(
  publication: Entry<'publication'>,
  suppliers: SupplierAnswers,
): Generator<Contradiction, void, undefined> {
  const vendors = vendorsIn(publication);
  for (const { digest, index } of indexedPatches(vendors)) {
    if (digest.id === '' || digest.progress.products === 0) continue;
    const vendor = vendors[index.vendor]!.id;
    const known = knownContradictions(suppliers, vendor);
    let found = known.get(digest);
    if (found?.length === 0) continue;
    const { entry, at } = patchAt(publication, index);
    if (found === undefined) {
      found = [...contradictionsIn(entry, suppliers.about(vendor, digest.id))];
      known.set(digest, found);
      yieldPoint();
    }
    for (const one of found) yield { ...one, range: shiftedRange(one.range, at) };
  }
}

/** The contradictions in patches of a vendor; ranges count from the start of the patch. */
type Contradictions = WeakMap<PatchDigest, readonly Contradiction[]>;

const contradictionsBySuppliers = new WeakMap<SupplierAnswers, Map<string, Contradictions>>();

/** The contradictions that were found: an edit, and another rule, do not compare the patches with the suppliers again. */
function knownContradictions(suppliers: SupplierAnswers, vendor: string): Contradictions {
  let byVendor = contradictionsBySuppliers.get(suppliers);
  if (byVendor === undefined) {
    contradictionsBySuppliers.set(suppliers, (byVendor = new Map<string, Contradictions>()));
  }
  let known = byVendor.get(vendor);
  if (known === undefined) byVendor.set(vendor, (known = new WeakMap()));
  return known;
}

/** The contradictions in a patch; ranges count from its start. */
function* contradictionsIn(patch: Entry<'patch'>, answers: PatchAnswers): Generator<Contradiction, void, undefined> {
  const { vocabulary } = patch;
  for (const { entry, at } of patch.entries('product')) {
    const field = entry.field('state');
    const state = field && vocabulary.state(field.value);
    if (field === undefined || state === undefined || !AHEAD.has(state.id)) continue;
    const record = productRecord(entry);
    const found = new Map<string, { kind: ContradictionKind; answer: SupplierAnswer }>();
    const labels = new Map<string, string[]>();
    for (const { label, version, platform } of statementKeys(record, vocabulary.identity)) {
      for (const answer of answers.of(record.id, version, platform)) {
        const kind = kindOf(state.id, vocabulary.state(answer.state ?? '')?.id);
        if (kind === null) continue;
        const key = JSON.stringify([answer.supplier, answer.file, answer.state]);
        // Not by the approval before: earlier editions are read for it.
        if (!found.has(key)) found.set(key, { kind, answer });
        addTo(labels, key, label);
      }
    }
    const range = shiftedRange(field.range, at);
    for (const [key, one] of found) yield { ...one, state: state.value, label: listed(labels.get(key)!), range };
  }
}

/** @param said the supplier's state; `undefined` where it says nothing, or what is none of the profile's states */
function kindOf(state: StateId, said: StateId | undefined): ContradictionKind | null {
  if (said === 'approved' || said === 'released') return null;
  return said === 'not-approved' && PERMITTED.has(state) ? 'withdrawn' : 'ahead';
}

function listed(labels: readonly string[]): string {
  const all = [...new Set(labels)];
  return [...all.slice(0, MAX_LISTED), ...(all.length > MAX_LISTED ? ['…'] : [])].join('; ');
}
