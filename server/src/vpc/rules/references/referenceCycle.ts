import type { Range } from '../../fact';
import type { Entry } from '../../model';
import { Conclusion, referAlike } from '../conclusion';
import { vendorsIn, type PatchIndex, type ReferenceRole, type VendorDigest } from '../digest';
import { vendorExample } from '../examples';
import type { Finding, Rule } from '../rule';
import { cyclesIn } from './cycles';
import { isSamePatch, lookupIn, referenceRange, referencesIn } from './lookup';

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
  const forEachEdge = (visit: (from: PatchIndex, to: PatchIndex, step: Step) => void): void => {
    for (const step of referencesIn(vendors)) {
      const { index, role, other } = step;
      if (other === undefined || isSamePatch(other, index)) continue;
      if (role === kind) visit(index, other, step);
      else if (kind === 'supersedes' && role === 'superseded-by') visit(other, index, step);
    }
  };
  const edges: number[] = [];
  forEachEdge((from, to) => edges.push(numberOf(from), numberOf(to)));
  const found = cyclesIn(edges, count);
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
