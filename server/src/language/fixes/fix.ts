/** The types and helpers of all fixes: a problem goes in, candidates for its fix come out. */
import type { Fix, FixEdit } from '../../rules/fixes';
import { contextAt } from '../../xml/context';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import type { Markup } from '../../xml/markup';
import type { Problem } from '../../xml/problem';
import type { XmlTree } from '../../xml/tree';
import type { GovernedDocument } from '../../workspace/document';

export type { Fix, FixEdit };

/** A problem, and the version of the document in which it was found. */
export interface FixRequest {
  readonly problem: Problem;
  readonly document: GovernedDocument;
  readonly tree: XmlTree;
  /** The source text in the range of the problem. */
  readonly marked: Markup;
}

/**
 * A fix that has not been verified yet. `preferred` is true where no other intention is plausible, and `'alone'` where that
 * holds only if no other fix of the problem is clean.
 */
export type Candidate = Omit<Fix, 'preferred'> & {
  readonly preferred: boolean | 'alone';
  /** Of the candidates of one group, only the first that is clean is offered. */
  readonly group?: string;
  /**
   * What the author decides by choosing the candidate. A value that cannot be read hides what rules say of it: where no candidate of
   * a decision is clean, the one that brings the fewest problems of rules is offered.
   */
  readonly decision?: string;
};

/**
 * Makes candidates of one kind. They can be wrong: a fix is offered only after a dry run (`dryRun.ts`). A maker yields what
 * a person would try, and the validator decides whether it helps.
 */
export type FixMaker = (request: FixRequest) => Iterable<Candidate>;

export function requestFor(problem: Problem, document: GovernedDocument): FixRequest {
  const { tree } = document;
  return { problem, document, tree, marked: tree.slice(problem.start, problem.end) };
}

/** A fix that edits the text. @param title English template; `{0}` and so on are replaced by `args` */
export function editFix(
  title: string,
  args: readonly string[],
  edits: readonly FixEdit[],
  preferred: Candidate['preferred'] = false,
): Candidate {
  return { title, args, preferred, change: { kind: 'edit', edits } };
}

/** A maker of one fix that replaces the marked text. @param textFor `null`: no fix */
export function replacementFix(
  title: string,
  textFor: (marked: Markup, request: FixRequest) => string | null,
  preferred: Candidate['preferred'] = false,
): FixMaker {
  return (request) => {
    const { start, end } = request.problem;
    const text = textFor(request.marked, request);
    return text === null ? [] : [editFix(title, [text], [{ start, end, text }], preferred)];
  };
}

/** A maker of one fix that inserts `text` after the marked text. */
export function appendingFix(title: string, text: string, preferred: Candidate['preferred'] = false): FixMaker {
  return ({ problem: { end } }) => [editFix(title, [text], [{ start: end, end, text }], preferred)];
}

/** The element in whose start tag the problem starts; `null` outside start tags. */
export function elementAtTag({ tree, problem }: FixRequest): Placed<ElementNode> | null {
  const context = contextAt(tree, problem.start);
  return 'element' in context && (context.kind === 'tagName' || isInTag(context.kind)) ? context.element : null;
}

function isInTag(kind: string): boolean {
  return kind === 'attributeName' || kind === 'attributeValue' || kind === 'tagSpace';
}

/** The values of `problem.data` under a name; empty where it has none. */
export function dataList({ data }: Problem, name: string): readonly string[] {
  const value = valueOf(data, name) ?? [];
  return typeof value === 'string' ? [value] : value;
}

/** The first value of `problem.data` under a name; `undefined` where it has none. */
export function dataText({ data }: Problem, name: string): string | undefined {
  const value = valueOf(data, name);
  return typeof value === 'string' ? value : value?.[0];
}

function valueOf(data: Problem['data'], name: string): string | readonly string[] | undefined {
  return data !== undefined && Object.hasOwn(data, name) ? data[name] : undefined;
}
