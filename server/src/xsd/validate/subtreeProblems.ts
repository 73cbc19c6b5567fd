/**
 * The problems and identifiers in a subtree. Offsets are relative to the node, and the results nest like the nodes, so that
 * they can be memoised with the node and stay valid when it moves.
 */
import { INSTANCE_CODES, publicCode, type InstanceCode } from '../codes/instanceCodes';
import { shifted, type Problem, type RelatedPlace } from '../../xml/problem';
import type { Identifier } from '../simpleTypes';

export interface SubtreeProblems {
  /** Offsets count from the node's start. */
  readonly problems: readonly Problem[];
  readonly identifiers: readonly Identifier[];
  readonly nested: readonly { readonly offset: number; readonly subtree: SubtreeProblems }[];
}

/** Collects the problems and identifiers of one node; offsets count from its start. */
export class SubtreeProblemsBuilder {
  // Most nodes have none of these: no lists are created for them.
  #problems: Problem[] | null = null;
  #identifiers: Identifier[] | null = null;
  #nested: { offset: number; subtree: SubtreeProblems }[] | null = null;

  report(
    code: InstanceCode,
    start: number,
    end: number,
    args: readonly string[],
    data?: Problem['data'],
    related?: readonly RelatedPlace[],
  ): void {
    const { severity, message } = INSTANCE_CODES[code];
    const problem = { code: publicCode(code), severity, start, end, message, args };
    this.add({ ...problem, ...(data && { data }), ...(related && { related }) });
  }

  /** Adds a problem. */
  add(problem: Problem): void {
    (this.#problems ??= []).push(problem);
  }

  /** Adds the problems of a descendant that starts at `offset`. */
  nest(offset: number, subtree: SubtreeProblems | null): void {
    if (subtree !== null) (this.#nested ??= []).push({ offset, subtree });
  }

  /** Adds what a subtree with the same start has of its descendants, and its identifiers; its own problems are left out. */
  nestWithoutOwn(subtree: SubtreeProblems | null): void {
    if (subtree === null) return;
    this.identify(subtree.identifiers, 0);
    for (const { offset, subtree: nested } of subtree.nested) this.nest(offset, nested);
  }

  /** Adds the identifiers in a value that starts at `offset`. */
  identify(identifiers: readonly Identifier[], offset: number): void {
    for (const identifier of identifiers) {
      const { start, end } = identifier;
      (this.#identifiers ??= []).push({ ...identifier, start: start + offset, end: end + offset });
    }
  }

  /** The result; `null` if empty, as for most nodes. */
  build(): SubtreeProblems | null {
    if (this.#problems === null && this.#identifiers === null && this.#nested === null) return null;
    return { problems: this.#problems ?? [], identifiers: this.#identifiers ?? [], nested: this.#nested ?? [] };
  }
}

/** Appends all problems and identifiers of a subtree that starts at `offset`, with absolute offsets. */
export function flatten(
  subtree: SubtreeProblems | null,
  offset: number,
  problems: Problem[],
  identifiers: Identifier[],
): void {
  if (subtree === null) return;
  for (const problem of subtree.problems) problems.push(shifted(problem, offset));
  for (const { kind, name, start, end } of subtree.identifiers) {
    identifiers.push({ kind, name, start: start + offset, end: end + offset });
  }
  for (const { offset: inner, subtree: nested } of subtree.nested)
    flatten(nested, offset + inner, problems, identifiers);
}
