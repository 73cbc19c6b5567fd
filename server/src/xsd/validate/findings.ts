/**
 * What was found in a subtree. Findings are kept relative to their node and nest as the nodes do, so that they can be
 * remembered with the node and used again wherever the node moves.
 */
import { INSTANCE_CODES, publicCode, type InstanceCode } from '../codes/instanceCodes';
import { shifted, type Problem, type RelatedPlace } from '../../xml/problem';
import type { Identifier } from '../simpleTypes';

export interface Findings {
  /** Offsets count from the node's start. */
  readonly problems: readonly Problem[];
  readonly identifiers: readonly Identifier[];
  readonly nested: readonly { readonly offset: number; readonly findings: Findings }[];
}

/** Takes what is found in one node; offsets count from the node's start. */
export class FindingsBuilder {
  // Most nodes have none of these: a document of many elements is judged without making as many lists.
  #problems: Problem[] | null = null;
  #identifiers: Identifier[] | null = null;
  #nested: { offset: number; findings: Findings }[] | null = null;

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

  /** Takes a finished problem. */
  add(problem: Problem): void {
    (this.#problems ??= []).push(problem);
  }

  /** Takes the findings of a node inside, which starts at `offset`. */
  nest(offset: number, findings: Findings | null): void {
    if (findings !== null) (this.#nested ??= []).push({ offset, findings });
  }

  /** Takes identifiers that stand in a value which starts at `offset`. */
  identify(identifiers: readonly Identifier[], offset: number): void {
    for (const identifier of identifiers) {
      const { start, end } = identifier;
      (this.#identifiers ??= []).push({ ...identifier, start: start + offset, end: end + offset });
    }
  }

  /** What was found; `null` for nothing, as mostly. */
  build(): Findings | null {
    if (this.#problems === null && this.#identifiers === null && this.#nested === null) return null;
    return { problems: this.#problems ?? [], identifiers: this.#identifiers ?? [], nested: this.#nested ?? [] };
  }
}

/** All problems and identifiers of nested findings, with absolute offsets. */
export function flatten(
  findings: Findings | null,
  offset: number,
  problems: Problem[],
  identifiers: Identifier[],
): void {
  if (findings === null) return;
  for (const problem of findings.problems) problems.push(shifted(problem, offset));
  for (const { kind, name, start, end } of findings.identifiers) {
    identifiers.push({ kind, name, start: start + offset, end: end + offset });
  }
  for (const { offset: inner, findings: nested } of findings.nested)
    flatten(nested, offset + inner, problems, identifiers);
}
