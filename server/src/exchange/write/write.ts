/**
 * Writes statements into a publication: changes in, minimal edits of the text out. The order of elements is that of the schema in
 * use; indentation, line ends and prefixes are those of the file; nothing else is touched.
 */
import type { GovernedDocument } from '../../workspace/document';
import type { Problem } from '../../xml/problem';
import { reparse, type TextEdit } from '../../xml/reparse';
import { resumable, runToCompletion, type Task } from '../../xml/task';
import type { XmlTree } from '../../xml/tree';
import { wellFormednessProblems } from '../../xml/wellFormedness';
import { validate } from '../../xsd';
import { Refusal, type Change, type Reason, type WriteOptions, type WriteResult } from './change';
import { joined } from './children';
import { FileStyle } from './fileStyle';
import { WritePlan } from './plan';
import { Publication } from './publication';
import { total, unitsOf, type Unit } from './units';

/**
 * The edits that do changes, in their order: a later change of the same statement goes on from an earlier one. A change that cannot
 * be done, or that would make the file invalid or not well-formed, is left out whole, with the reason.
 *
 * Names are compared by identity, not by spelling. An entry about several versions or platforms is divided where only some of them
 * change. Of several statements about one product, the one with the latest date holds and is changed, if it is then certain that
 * it holds; a change is refused otherwise. A state that replaces one of a supplier's own code list loses the attributes that
 * describe that list.
 */
export function* writing(
  document: GovernedDocument,
  changes: readonly Change[],
  options: WriteOptions,
): Task<WriteResult> {
  const reasons = new Map<Change, Reason>();
  // One change can be given twice: each is one of its own.
  const own = changes.map((change) => ({ ...change }));
  const writer = Writer.of(document, options);
  if (writer === null) {
    const reason: Reason = { kind: 'unknown', message: 'Not a VPC file.', args: [] };
    return result(
      [],
      changes.map((change) => ({ change, reason })),
    );
  }
  const units = yield* writer.units(own, reasons);
  const notDone = own.flatMap((change, index) => {
    const reason = reasons.get(change);
    return reason === undefined ? [] : [{ change: changes[index]!, reason }];
  });
  return result(units, notDone);
}

/** The edits that do changes, in one piece; see {@link writing}. */
export function writeChanges(
  document: GovernedDocument,
  changes: readonly Change[],
  options: WriteOptions,
): WriteResult {
  return runToCompletion(writing(document, changes, options));
}

function result(units: readonly Unit[], notDone: WriteResult['notDone']): WriteResult {
  return { edits: editsOf(units), notDone, counts: total(units.map(({ counts }) => counts)) };
}

function editsOf(units: readonly Unit[]): TextEdit[] {
  return joined(units.flatMap(({ edits }) => edits));
}

class Writer {
  private before: Errors = NO_ERRORS;

  private constructor(
    private readonly document: GovernedDocument,
    private readonly publication: Publication,
    private readonly style: FileStyle,
    private readonly options: WriteOptions,
  ) {}

  /** @returns `null` where the root element is not the vocabulary's */
  static of(document: GovernedDocument, options: WriteOptions): Writer | null {
    const { vocabulary, tree } = document;
    const publication = vocabulary && Publication.of(tree, vocabulary);
    if (vocabulary === null || publication === null) return null;
    const style = new FileStyle(document, vocabulary, publication.entry.reader.namespace);
    return new Writer(document, publication, style, options);
  }

  /** The units of all changes that can be done; the reasons why others cannot are added to `reasons`. */
  *units(changes: readonly Change[], reasons: Map<Change, Reason>): Task<readonly Unit[]> {
    this.before = yield* resumable(() => this.errorsIn(this.document.tree));
    for (;;) {
      const wanted = changes.filter((change) => !reasons.has(change));
      const units = yield* this.planned(wanted, reasons);
      const cause = yield* this.newError(units);
      if (cause === null) return units;
      for (const [change, reason] of yield* this.culprits(units, cause)) reasons.set(change, reason);
    }
  }

  private *planned(changes: readonly Change[], reasons: Map<Change, Reason>): Task<readonly Unit[]> {
    const plan = new WritePlan(this.publication, this.style, this.options);
    for (const [index, change] of changes.entries()) {
      if (index % PER_YIELD === PER_YIELD - 1) yield;
      try {
        plan.apply(change);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        reasons.set(change, error.reason);
      }
    }
    return yield* unitsOf(plan, this.publication, this.style);
  }

  /** The changes that make the file invalid, at least one: those that do so alone, else those of such a unit, else all. */
  private *culprits(units: readonly Unit[], cause: Problem): Task<Map<Change, Reason>> {
    const found = new Map<Change, Reason>();
    for (const unit of units) {
      const error = yield* this.newError([unit]);
      if (error === null) continue;
      const alone: [Change, Reason][] = [];
      for (const change of unit.changes) {
        const own = yield* this.newError(yield* this.planned([change], new Map()));
        if (own !== null) alone.push([change, invalid(own)]);
      }
      const all = [...unit.changes].map((change) => [change, invalid(error)] as const);
      for (const [change, reason] of alone.length > 0 ? alone : all) found.set(change, reason);
    }
    if (found.size > 0) return found;
    return new Map(units.flatMap(({ changes }) => [...changes].map((change) => [change, invalid(cause)] as const)));
  }

  /** A problem that the edits of some units cause; `null`: none. */
  private *newError(units: readonly Unit[]): Task<Problem | null> {
    const edits = editsOf(units);
    if (edits.length === 0) return null;
    let { tree } = this.document;
    // From the last to the first, so that offsets stay those of the document.
    for (let index = edits.length - 1; index >= 0; index--) {
      tree = reparse(tree, edits[index]!);
      if (index % PER_YIELD === 0) yield;
    }
    const after = yield* resumable(() => this.errorsIn(tree));
    if (after.problems.length <= this.before.problems.length) return null;
    const left = new Map(this.before.counts);
    for (const problem of after.problems) {
      const count = left.get(keyOf(problem)) ?? 0;
      if (count === 0) return problem;
      left.set(keyOf(problem), count - 1);
    }
    return after.problems[0]!;
  }

  private errorsIn(tree: XmlTree): Errors {
    const { schema } = this.document;
    const all = [...wellFormednessProblems(tree), ...(schema === null ? [] : validate(tree, schema))];
    const problems = all.filter(({ severity }) => severity === 'error');
    const counts = new Map<string, number>();
    for (const problem of problems) counts.set(keyOf(problem), (counts.get(keyOf(problem)) ?? 0) + 1);
    return { problems, counts };
  }
}

/** Changes, or edits, between two yields: a few milliseconds. */
const PER_YIELD = 20;

/** The errors of XML and schema in a document. */
interface Errors {
  readonly problems: readonly Problem[];
  readonly counts: ReadonlyMap<string, number>;
}

const NO_ERRORS: Errors = { problems: [], counts: new Map() };

function keyOf({ code, args }: Problem): string {
  return JSON.stringify([code, args]);
}

function invalid(cause: Problem): Reason {
  return { kind: 'invalid', message: 'The file would become invalid: {0}', args: [], cause };
}
