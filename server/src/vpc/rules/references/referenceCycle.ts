import type { Range } from '../../fact';
import type { Entry } from '../../model';
import { Conclusion, indexed, referAlike } from '../conclusion';
import { vendorsIn, type PatchIndex, type ReferenceRole, type VendorDigest } from '../digest';
import { vendorExample } from '../examples';
import type { Finding, Rule } from '../rule';
import { cyclesIn } from './cycles';
import { isSamePatch, lookupIn, referenceRange } from './lookup';

/** One step of a circle: where a patch says that it comes before or after the next one. */
interface Step {
  readonly index: PatchIndex;
  readonly role: ReferenceRole;
  readonly id: string;
}

interface Cycle {
  readonly kind: 'supersedes' | 'prerequisite';
  readonly patches: readonly string[];
  readonly steps: readonly Step[];
}

/** vpc/reference-cycle: following references never leads back. */
export const referenceCycle: Rule = {
  id: 'vpc/reference-cycle',
  title: 'Patches do not replace or wait for each other in a circle',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    supersedes:
      'These patches replace each other in a circle: {0}. Readers find none that is the latest: correct one of the references.',
    prerequisite:
      'These patches must be installed before each other in a circle: {0}. Nobody can install any of them: correct one of the references.',
    step: 'Here the circle goes on to "{0}".',
  },
  docs: {
    what: 'Following what a patch replaces, or what must be installed before it, must never lead back to the patch. References in both directions count.',
    why: 'Of patches that replace each other none is the latest, and patches that wait for each other can never be installed.',
    todo: 'Look up the order with the patch vendor, and correct the reference that goes the wrong way.',
  },
  examples: {
    valid: [
      vendorExample('a chain', [
        { 'patch-id': 'KB3', prerequisite: 'KB2' },
        { 'patch-id': 'KB2', prerequisite: 'KB1' },
        { 'patch-id': 'KB1' },
      ]),
    ],
    invalid: [
      vendorExample('two wait for each other', [
        { 'patch-id': 'KB2', prerequisite: 'KB1' },
        { 'patch-id': 'KB1', prerequisite: 'KB2' },
      ]),
    ],
  },
  scope: 'document',
  *check(publication): Generator<Finding> {
    for (const { kind, patches, steps } of cycles.from(vendorsIn(publication))) {
      const [first, ...others] = steps;
      yield {
        message: kind,
        args: [[...patches, patches[0]!].join(' → ')],
        range: rangeOf(publication, first!),
        related: others.map((step) => ({ message: 'step', args: [step.id], range: rangeOf(publication, step) })),
      };
    }
  },
};

function rangeOf(publication: Entry<'publication'>, { index, role, id }: Step): Range {
  return referenceRange(publication, index, role, id);
}

const cycles = new Conclusion<readonly Cycle[]>(referAlike, (vendors) => [
  ...cyclesOf('supersedes', vendors),
  ...cyclesOf('prerequisite', vendors),
]);

function cyclesOf(kind: Cycle['kind'], vendors: readonly VendorDigest[]): Cycle[] {
  const lookup = lookupIn(vendors);
  const starts: number[] = [];
  let count = 0;
  for (const { patches } of vendors) {
    starts.push(count);
    count += patches.length;
  }
  const numberOf = ({ vendor, patch }: PatchIndex): number => starts[vendor]! + patch;
  const edges = new Map<number, number[]>();
  const forEachEdge = (visit: (from: PatchIndex, to: PatchIndex, step: Step) => void): void => {
    for (const { digest, index } of indexed(vendors)) {
      if (digest.references.key === '') continue;
      for (const id of digest.references[kind]) {
        const other = lookup.find(index.vendor, id);
        if (other !== undefined && !isSamePatch(other, index)) visit(index, other, { index, role: kind, id });
      }
      for (const id of kind === 'supersedes' ? digest.references['superseded-by'] : []) {
        const other = lookup.find(index.vendor, id);
        if (other !== undefined && !isSamePatch(other, index))
          visit(other, index, { index, role: 'superseded-by', id });
      }
    }
  };
  forEachEdge((from, to) => {
    const targets = edges.get(numberOf(from));
    if (targets === undefined) edges.set(numberOf(from), [numberOf(to)]);
    else targets.push(numberOf(to));
  });
  const found = cyclesIn(edges);
  if (found.length === 0) return [];
  const steps = new Map<string, Step>();
  const ids = new Map<number, string>();
  forEachEdge((from, to, step) => {
    steps.set(`${numberOf(from)} ${numberOf(to)}`, step);
    ids.set(numberOf(from), lookup.digest(from).id);
  });
  return found.map((cycle) => ({
    kind,
    patches: cycle.map((number) => ids.get(number)!),
    steps: cycle.map((number, at) => steps.get(`${number} ${cycle[(at + 1) % cycle.length]!}`)!),
  }));
}
