/**
 * Content models as regular expressions over leaves, and their derivatives (Brzozowski 1964).
 *
 * An expression is also a state of the automaton: the set of possible continuations. Its derivative by a leaf is the state
 * after that leaf. Expressions are interned, so that equal states are the same object, and an occurrence range is a pair of
 * numbers, never an expansion: `maxOccurs="100000"` costs the same as `maxOccurs="2"`. Derivatives are correct without
 * Unique Particle Attribution; a schema that violates it is reported (see `ambiguity.ts`) and still works.
 *
 * A sequence is as long as its content model. Functions on expressions follow the `rest` of a sequence in a loop and recur only
 * into its `head`, so that the stack holds the levels of groups and not their members.
 */
import { checkpoint } from '../../xml/budget';
import { MAX_ALTERNATIVES } from '../limits';

/** Thrown for a state of more than {@link MAX_ALTERNATIVES} alternatives. */
export class TooManyAlternatives extends Error {}

/** The symbol of an expression: it matches one child element. */
export interface Leaf {
  /** Leaves of one model are numbered in schema order. */
  readonly index: number;
}

interface ExpressionBase {
  readonly id: number;
  /** The content can end here. */
  readonly nullable: boolean;
}
export interface Empty extends ExpressionBase {
  readonly kind: 'empty';
}
export interface LeafExpression<L> extends ExpressionBase {
  readonly kind: 'leaf';
  readonly leaf: L;
}
export interface Sequence<L> extends ExpressionBase {
  readonly kind: 'sequence';
  readonly head: Expression<L>;
  readonly rest: Expression<L>;
}
export interface Choice<L> extends ExpressionBase {
  readonly kind: 'choice';
  readonly options: readonly Expression<L>[];
}
export interface Repeat<L> extends ExpressionBase {
  readonly kind: 'repeat';
  readonly body: Expression<L>;
  readonly min: number;
  readonly max: number;
}
/** Each of the leaves, in any order. */
export interface All<L> extends ExpressionBase {
  readonly kind: 'all';
  readonly members: readonly { readonly leaf: L; readonly required: boolean }[];
}
export type Expression<L> = Empty | LeafExpression<L> | Sequence<L> | Choice<L> | Repeat<L> | All<L>;

/** A leaf that can come next, and the state after it. */
export interface Successor<L> {
  readonly leaf: L;
  readonly target: Expression<L>;
}

/** Creates the expressions of one content model, each once. */
export class Expressions<L extends Leaf> {
  readonly empty: Empty = { kind: 'empty', id: 0, nullable: true };
  readonly #interned = new Map<string, Expression<L>>();
  #nextId = 1;

  /** Drops the interned expressions; earlier ones stay usable, but are not identical to equal ones created later. */
  clear(): void {
    this.#interned.clear();
  }

  leaf(leaf: L): Expression<L> {
    return this.#intern(`l${leaf.index}`, (id) => ({ kind: 'leaf', id, nullable: false, leaf }));
  }

  sequence(head: Expression<L>, rest: Expression<L>): Expression<L> {
    if (head.kind === 'empty') return rest;
    if (rest.kind === 'empty') return head;
    const heads: Expression<L>[] = [];
    for (; head.kind === 'sequence'; head = head.rest) heads.push(head.head);
    heads.push(head);
    return heads.reduceRight((after, each) => this.#pair(each, after), rest);
  }

  /** A sequence with a head that is none. */
  #pair(head: Expression<L>, rest: Expression<L>): Expression<L> {
    return this.#intern(`s${head.id},${rest.id}`, (id) => ({
      kind: 'sequence',
      id,
      nullable: head.nullable && rest.nullable,
      head,
      rest,
    }));
  }

  /** Without options, no content matches, not even empty content. */
  choice(options: readonly Expression<L>[]): Expression<L> {
    const unique = this.#mergeCounts(
      options.flatMap((option) => (option.kind === 'choice' ? option.options : [option])),
    );
    if (unique.length === 1) return unique[0]!;
    return this.#intern(`c${unique.map((option) => option.id).join()}`, (id) => ({
      kind: 'choice',
      id,
      nullable: unique.some((option) => option.nullable),
      options: unique,
    }));
  }

  repeat(body: Expression<L>, min: number, max: number): Expression<L> {
    if (max === 0 || body.kind === 'empty') return this.empty;
    const least = body.nullable ? 0 : min;
    if (max === 1 && (least === 1 || body.nullable)) return body;
    if (body.kind === 'repeat' && isContiguous(body, least, max)) {
      return this.repeat(body.body, body.min * least, body.max * max);
    }
    return this.#intern(`r${body.id},${least},${max}`, (id) => ({
      kind: 'repeat',
      id,
      nullable: least === 0,
      body,
      min: least,
      max,
    }));
  }

  all(members: All<L>['members']): Expression<L> {
    if (members.length === 0) return this.empty;
    const key = members.map(({ leaf, required }) => `${leaf.index}${required ? '!' : ''}`).join();
    return this.#intern(`a${key}`, (id) => ({
      kind: 'all',
      id,
      nullable: members.every((member) => !member.required),
      members,
    }));
  }

  /**
   * The state after one child.
   * @param accepts whether a leaf accepts the child
   * @returns the leaf that accepts it (the first of several) and the state; `null` if none does
   * @throws {@link TooManyAlternatives}
   */
  derivative(state: Expression<L>, accepts: (leaf: L) => boolean): Successor<L> | null {
    checkpoint();
    switch (state.kind) {
      case 'empty':
        return null;
      case 'leaf':
        return accepts(state.leaf) ? { leaf: state.leaf, target: this.empty } : null;
      case 'sequence': {
        const found: (Successor<L> | null)[] = [];
        let at: Expression<L> = state;
        for (; at.kind === 'sequence'; at = at.rest) {
          found.push(this.#continued(this.derivative(at.head, accepts), at.rest));
          if (!at.head.nullable) return this.#union(found);
        }
        return this.#union([...found, this.derivative(at, accepts)]);
      }
      case 'choice':
        return this.#union(state.options.map((option) => this.derivative(option, accepts)));
      case 'repeat':
        return this.#continued(this.derivative(state.body, accepts), this.#decremented(state));
      case 'all': {
        const member = state.members.find(({ leaf }) => accepts(leaf));
        if (member === undefined) return null;
        return { leaf: member.leaf, target: this.all(state.members.filter((other) => other !== member)) };
      }
    }
  }

  /** All leaves that can come next, in schema order, each with the state after it. A leaf can occur twice. */
  successors(state: Expression<L>): Successor<L>[] {
    const found: Successor<L>[] = [];
    this.#addSuccessors(state, found);
    return found;
  }

  /** Appends to one list: a sequence of optional parts nests as deep as it is long, and copies would be quadratic. */
  #addSuccessors(state: Expression<L>, found: Successor<L>[]): void {
    checkpoint();
    while (state.kind === 'sequence') {
      this.#addContinued(state.head, state.rest, found);
      if (!state.head.nullable) return;
      state = state.rest;
    }
    switch (state.kind) {
      case 'empty':
        return;
      case 'leaf':
        found.push({ leaf: state.leaf, target: this.empty });
        return;
      case 'choice':
        for (const option of state.options) this.#addSuccessors(option, found);
        return;
      case 'repeat':
        this.#addContinued(state.body, this.#decremented(state), found);
        return;
      case 'all':
        for (const member of state.members) {
          const others = state.members.filter((other) => other !== member);
          found.push({ leaf: member.leaf, target: this.all(others) });
        }
    }
  }

  #addContinued(state: Expression<L>, rest: Expression<L>, found: Successor<L>[]): void {
    const from = found.length;
    this.#addSuccessors(state, found);
    for (let index = from; index < found.length; index++) found[index] = this.#continued(found[index]!, rest)!;
  }

  #decremented(state: Repeat<L>): Expression<L> {
    return this.repeat(state.body, Math.max(state.min - 1, 0), state.max - 1);
  }

  #continued(successor: Successor<L> | null, rest: Expression<L>): Successor<L> | null {
    return successor && { leaf: successor.leaf, target: this.sequence(successor.target, rest) };
  }

  /**
   * All at once: a union of two after another would merge the same alternatives again and again. The limit applies here and
   * not to any choice: one in the schema can be as long as it likes, because few of its options accept one child.
   */
  #union(successors: readonly (Successor<L> | null)[]): Successor<L> | null {
    const found = successors.filter((successor) => successor !== null);
    const [first] = found;
    if (first === undefined || found.length === 1) return first ?? null;
    const target = this.choice(found.map((successor) => successor.target));
    if (target.kind === 'choice' && target.options.length > MAX_ALTERNATIVES) throw new TooManyAlternatives();
    return { leaf: first.leaf, target };
  }

  /**
   * The options without duplicates. Options that differ only in the range of one repetition are merged into one with the
   * combined range: otherwise nested repetitions with indistinguishable iterations would have one state per iteration.
   */
  #mergeCounts(options: readonly Expression<L>[]): readonly Expression<L>[] {
    let merged: readonly Expression<L>[] = [...new Set(options)];
    for (const split of SPLITS) if (merged.length > 1) merged = this.#mergedAt(split, merged);
    return merged;
  }

  #mergedAt(split: Split, options: readonly Expression<L>[]): readonly Expression<L>[] {
    const merged = new Map<string, Expression<L>>();
    for (const option of options) {
      const parts = split(option);
      const key =
        parts === null ? `${option.id}` : `${parts.prefix?.id ?? ''}|${parts.repeat.body.id}|${parts.suffix?.id ?? ''}`;
      const known = merged.get(key);
      const other = known && split(known);
      if (known === undefined) merged.set(key, option);
      else if (parts !== null && other) {
        const [low, high] =
          other.repeat.min <= parts.repeat.min ? [other.repeat, parts.repeat] : [parts.repeat, other.repeat];
        if (high.min > low.max + 1) merged.set(`${key}|${option.id}`, option);
        else merged.set(key, this.#recounted(parts, low.min, Math.max(low.max, high.max)));
      }
    }
    return [...new Set(merged.values())];
  }

  #recounted({ prefix, repeat, suffix }: RepeatParts<L>, min: number, max: number): Expression<L> {
    const counted = this.repeat(repeat.body, min, max);
    const rest = suffix === null ? counted : this.sequence(counted, suffix);
    return prefix === null ? rest : this.sequence(prefix, rest);
  }

  #intern(key: string, make: (id: number) => Expression<L>): Expression<L> {
    let expression = this.#interned.get(key);
    if (expression === undefined) {
      expression = make(this.#nextId++);
      this.#interned.set(key, expression);
    }
    return expression;
  }
}

/** An expression split at a repetition; `null` parts are empty. */
interface RepeatParts<L> {
  readonly prefix: Expression<L> | null;
  readonly repeat: Repeat<L>;
  readonly suffix: Expression<L> | null;
}

/** Splits an expression of a form that derivatives of a repetition have; `null` for any other. */
type Split = <L>(expression: Expression<L>) => RepeatParts<L> | null;

/** The splits at the first, the last and the second part of an expression. */
const SPLITS: readonly Split[] = [
  (expression) => {
    if (expression.kind === 'repeat') return { prefix: null, repeat: expression, suffix: null };
    if (expression.kind !== 'sequence' || expression.head.kind !== 'repeat') return null;
    return { prefix: null, repeat: expression.head, suffix: expression.rest };
  },
  (expression) => {
    if (expression.kind !== 'sequence' || expression.rest.kind !== 'repeat') return null;
    return { prefix: expression.head, repeat: expression.rest, suffix: null };
  },
  (expression) => {
    if (expression.kind !== 'sequence' || expression.rest.kind !== 'sequence') return null;
    const { head, rest } = expression;
    return rest.head.kind === 'repeat' ? { prefix: head, repeat: rest.head, suffix: rest.rest } : null;
  },
];

/** Whether `min` to `max` iterations of a repetition are equivalent to one repetition, without gaps between the counts. */
function isContiguous(inner: Repeat<unknown>, min: number, max: number): boolean {
  if (min === max) return true;
  return min === 0 ? inner.min <= 1 : inner.min * (min + 1) <= inner.max * min + 1;
}

/** Whether every completion of the content from `state` contains at least one of the wanted leaves. */
export function requires<L>(state: Expression<L>, wanted: (leaf: L) => boolean): boolean {
  for (; state.kind === 'sequence'; state = state.rest) if (requires(state.head, wanted)) return true;
  switch (state.kind) {
    case 'empty':
      return false;
    case 'leaf':
      return wanted(state.leaf);
    case 'choice':
      return state.options.length > 0 && state.options.every((option) => requires(option, wanted));
    case 'repeat':
      return state.min > 0 && requires(state.body, wanted);
    case 'all':
      return state.members.some((member) => member.required && wanted(member.leaf));
  }
}

/** The leaves of the shortest content that completes `state`, in order; of a choice, the first of the shortest options. */
export function shortestCompletion<L>(state: Expression<L>): readonly L[] {
  const leaves: L[] = [];
  addShortest(state, leaves);
  return leaves;
}

function addShortest<L>(state: Expression<L>, leaves: L[]): void {
  checkpoint();
  for (; state.kind === 'sequence'; state = state.rest) addShortest(state.head, leaves);
  if (state.nullable) return;
  switch (state.kind) {
    case 'empty':
      return;
    case 'leaf':
      leaves.push(state.leaf);
      return;
    case 'choice': {
      let best: readonly L[] | null = null;
      for (const option of state.options) {
        const next = shortestCompletion(option);
        if (best === null || next.length < best.length) best = next;
      }
      for (const leaf of best ?? []) leaves.push(leaf);
      return;
    }
    case 'repeat':
      // One iteration, whatever `min` is: repeating the same names a thousand times adds nothing to a message.
      return addShortest(state.body, leaves);
    case 'all':
      for (const { leaf, required } of state.members) if (required) leaves.push(leaf);
  }
}
