import type { Range } from '../../fact';
import type { Entry } from '../../model';
import { Conclusion, indexed } from '../conclusion';
import { vendorsIn, type PatchIndex, type ReferenceRole, type VendorDigest } from '../digest';
import { vendorExample } from '../examples';
import type { Finding, Rule } from '../rule';
import { cyclesIn } from './cycles';
import { isSamePatch, PatchLookup, referenceRange } from './lookup';

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

const cycles = new Conclusion<readonly Cycle[]>(
  (a, b) => a.references.key === b.references.key,
  (vendors) => [...cyclesOf('supersedes', vendors), ...cyclesOf('prerequisite', vendors)],
);

function cyclesOf(kind: Cycle['kind'], vendors: readonly VendorDigest[]): Cycle[] {
  const lookup = new PatchLookup(vendors);
  const patches = [...indexed(vendors)];
  const numbers = vendors.map(() => 0);
  for (let vendor = 1; vendor < vendors.length; vendor++) {
    numbers[vendor] = numbers[vendor - 1]! + vendors[vendor - 1]!.patches.length;
  }
  const numberOf = ({ vendor, patch }: PatchIndex): number => numbers[vendor]! + patch;
  const edges = new Map<number, number[]>();
  const steps = new Map<string, Step>();
  const add = (from: PatchIndex, to: PatchIndex, step: Step): void => {
    const [source, target] = [numberOf(from), numberOf(to)];
    edges.set(source, [...(edges.get(source) ?? []), target]);
    steps.set(`${source} ${target}`, step);
  };
  for (const { digest, index } of patches) {
    for (const id of digest.references[kind]) {
      const other = lookup.find(index.vendor, id);
      if (other !== undefined && !isSamePatch(other, index)) add(index, other, { index, role: kind, id });
    }
    for (const id of kind === 'supersedes' ? digest.references['superseded-by'] : []) {
      const other = lookup.find(index.vendor, id);
      if (other !== undefined && !isSamePatch(other, index)) add(other, index, { index, role: 'superseded-by', id });
    }
  }
  return cyclesIn(edges).map((cycle) => ({
    kind,
    patches: cycle.map((number) => patches[number]!.digest.id),
    steps: cycle.map((number, at) => steps.get(`${number} ${cycle[(at + 1) % cycle.length]!}`)!),
  }));
}
