import type { Range } from '../../domain/field';
import type { Entry } from '../../domain/model';
import { DerivedQuery, hasSameReferences } from '../derivedQuery';
import { vendorsIn, type PatchIndex, type ReferenceRole, type VendorDigest } from '../digest';
import { vendorExample } from '../examples';
import type { RuleProblem, Rule } from '../rule';
import { cyclesIn } from './cycles';
import { isSamePatch, lookupIn, referenceRange, referencesIn } from './resolve';

/** One reference of a cycle, between a patch and the next one, in either direction. */
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

export const referenceCycle: Rule = {
  id: 'vpc/reference-cycle',
  title: 'Patches form no supersedence or prerequisite cycles',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    supersedes: 'Supersedence cycle: {0}. None of these patches is the latest: correct one of the references.',
    prerequisite: 'Prerequisite cycle: {0}. None of these patches can be installed: correct one of the references.',
    step: 'The cycle continues here with "{0}".',
  },
  docs: {
    what: 'Following supersedence or prerequisite references must never lead back to the same patch. References in both directions count.',
    why: 'In a supersedence cycle no patch is the latest, and in a prerequisite cycle no patch can ever be installed.',
    todo: 'Look up the order with the patch vendor, and correct the reference that points the wrong way.',
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
      vendorExample('two patches require each other', [
        { 'patch-id': 'KB2', prerequisite: 'KB1' },
        { 'patch-id': 'KB1', prerequisite: 'KB2' },
      ]),
    ],
  },
  scope: 'document',
  *check(publication): Generator<RuleProblem> {
    for (const { kind, patches, steps } of cycles.get(vendorsIn(publication))) {
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

const cycles = new DerivedQuery<readonly Cycle[]>(hasSameReferences, (vendors) => [
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
