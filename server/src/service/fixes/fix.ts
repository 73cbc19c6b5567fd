/** What the files of this folder are made of: a problem goes in, what could be done about it comes out. */
import type { Fix, FixEdit } from '../../vpc/rules/fixes';
import { contextAt } from '../../xml/context';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import type { Problem } from '../../xml/problem';
import type { XmlTree } from '../../xml/tree';
import type { GovernedDocument } from '../document';

export type { Fix, FixEdit };

/** A problem in a version of a document. */
export interface FixRequest {
  readonly problem: Problem;
  readonly document: GovernedDocument;
  readonly tree: XmlTree;
  /** The text that the problem marks. */
  readonly marked: string;
}

/** `preferred`: nobody could have meant anything else; `'alone'`: so it is where no other fix of the problem is good. */
export type Candidate = Omit<Fix, 'preferred'> & {
  readonly preferred: boolean | 'alone';
  /** Of those of one kind, only the first that is good is offered. */
  readonly oneOf?: string;
};

/**
 * Makes fixes of one kind. It may propose what turns out wrong: a fix is offered only after it was tried, see `trial.ts`.
 * So a maker says what a person would try, and the validator says whether that helps.
 */
export type FixMaker = (request: FixRequest) => Iterable<Candidate>;

/** The request for a problem. */
export function requestFor(problem: Problem, document: GovernedDocument): FixRequest {
  const { tree } = document;
  return { problem, document, tree, marked: tree.slice(problem.start, problem.end) };
}

/** A fix that edits the text. @param title English template with `{0}`-style places for `args` */
export function editing(
  title: string,
  args: readonly string[],
  edits: readonly FixEdit[],
  preferred: Candidate['preferred'] = false,
): Candidate {
  return { title, args, preferred, change: { kind: 'edit', edits } };
}

/** A maker of one fix that puts a text in the place of what is marked; `null`: no such fix. */
export function replacing(
  title: string,
  textFor: (marked: string, request: FixRequest) => string | null,
  preferred: Candidate['preferred'] = false,
): FixMaker {
  return (request) => {
    const { start, end } = request.problem;
    const text = textFor(request.marked, request);
    return text === null ? [] : [editing(title, [text], [{ start, end, text }], preferred)];
  };
}

/** A maker of one fix that writes something behind what is marked. */
export function appending(title: string, text: string, preferred: Candidate['preferred'] = false): FixMaker {
  return ({ problem: { end } }) => [editing(title, [text], [{ start: end, end, text }], preferred)];
}

/** The element in whose start tag a problem is marked; `null` where that is no tag. */
export function taggedElement({ tree, problem }: FixRequest): Placed<ElementNode> | null {
  const context = contextAt(tree, problem.start);
  return 'element' in context && (context.kind === 'tagName' || isInTag(context.kind)) ? context.element : null;
}

function isInTag(kind: string): boolean {
  return kind === 'attributeName' || kind === 'attributeValue' || kind === 'tagSpace';
}

/** A problem's data by name, as a list. */
export function dataList({ data }: Problem, name: string): readonly string[] {
  const value = data?.[name] ?? [];
  return typeof value === 'string' ? [value] : value;
}

/** A problem's data by name, as a text; `undefined` where there is none. */
export function dataText({ data }: Problem, name: string): string | undefined {
  const value = data?.[name];
  return typeof value === 'string' ? value : value?.[0];
}
