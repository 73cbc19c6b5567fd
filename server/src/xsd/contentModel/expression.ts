/**
 * Content models as regular expressions over leaves, and their derivatives (Brzozowski 1964).
 *
 * An expression is at the same time a state of the automaton: what may still come. Its derivative by a leaf is the state
 * behind that leaf. Expressions are interned, so that equal states are identical, and an occurrence range is a pair of
 * numbers, never a repetition: `maxOccurs="100000"` costs what `maxOccurs="2"` costs. Derivatives need no Unique Particle
 * Attribution to be right; a schema that violates it is reported (see `ambiguity.ts`) and still works.
 */

/** What an expression is made of: something that takes one child element. */
export interface Leaf {
  /** Leaves of one model are numbered in schema order. */
  readonly index: number;
}

interface ExpressionBase {
  readonly id: number;
  /** The content may end here. */
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

/** A leaf that may come next, and the state behind it. */
export interface Successor<L> {
  readonly leaf: L;
  readonly target: Expression<L>;
}

/** Makes the expressions of one content model, each once. */
export class Expressions<L extends Leaf> {
  readonly empty: Empty = { kind: 'empty', id: 0, nullable: true };
  readonly #interned = new Map<string, Expression<L>>();
  #nextId = 1;

  /** Drops what is remembered; expressions made before stay usable, only not identical to equal ones made later. */
  forget(): void {
    this.#interned.clear();
  }

  leaf(leaf: L): Expression<L> {
    return this.#intern(`l${leaf.index}`, (id) => ({ kind: 'leaf', id, nullable: false, leaf }));
  }

  sequence(head: Expression<L>, rest: Expression<L>): Expression<L> {
    if (head.kind === 'empty') return rest;
    if (rest.kind === 'empty') return head;
    if (head.kind === 'sequence') return this.sequence(head.head, this.sequence(head.rest, rest));
    return this.#intern(`s${head.id},${rest.id}`, (id) => ({
      kind: 'sequence',
      id,
      nullable: head.nullable && rest.nullable,
      head,
      rest,
    }));
  }

  /** Without any option nothing fits, not even nothing. */
  choice(options: readonly Expression<L>[]): Expression<L> {
    const unique = this.#merged(options.flatMap((option) => (option.kind === 'choice' ? option.options : [option])));
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
   * The state behind one child.
   * @param takes whether a leaf takes the child
   * @returns the leaf that took it (the first one, where several do) and the state; `null` where none takes it
   */
  derivative(state: Expression<L>, takes: (leaf: L) => boolean): Successor<L> | null {
    switch (state.kind) {
      case 'empty':
        return null;
      case 'leaf':
        return takes(state.leaf) ? { leaf: state.leaf, target: this.empty } : null;
      case 'sequence': {
        const first = this.#followedBy(this.derivative(state.head, takes), state.rest);
        return state.head.nullable ? this.#either(first, this.derivative(state.rest, takes)) : first;
      }
      case 'choice': {
        let found: Successor<L> | null = null;
        for (const option of state.options) found = this.#either(found, this.derivative(option, takes));
        return found;
      }
      case 'repeat':
        return this.#followedBy(this.derivative(state.body, takes), this.#onceLess(state));
      case 'all': {
        const member = state.members.find(({ leaf }) => takes(leaf));
        if (member === undefined) return null;
        return { leaf: member.leaf, target: this.all(state.members.filter((other) => other !== member)) };
      }
    }
  }

  /** All leaves that may come next, in schema order, each with the state behind it. One leaf may come twice. */
  successors(state: Expression<L>): Successor<L>[] {
    const found: Successor<L>[] = [];
    this.#addSuccessors(state, found);
    return found;
  }

  /** One list for all: a sequence of optional parts is as deep as it is long. */
  #addSuccessors(state: Expression<L>, found: Successor<L>[]): void {
    switch (state.kind) {
      case 'empty':
        return;
      case 'leaf':
        found.push({ leaf: state.leaf, target: this.empty });
        return;
      case 'sequence':
        this.#addFollowed(state.head, state.rest, found);
        if (state.head.nullable) this.#addSuccessors(state.rest, found);
        return;
      case 'choice':
        for (const option of state.options) this.#addSuccessors(option, found);
        return;
      case 'repeat':
        this.#addFollowed(state.body, this.#onceLess(state), found);
        return;
      case 'all':
        for (const member of state.members) {
          const others = state.members.filter((other) => other !== member);
          found.push({ leaf: member.leaf, target: this.all(others) });
        }
    }
  }

  #addFollowed(state: Expression<L>, rest: Expression<L>, found: Successor<L>[]): void {
    const from = found.length;
    this.#addSuccessors(state, found);
    for (let index = from; index < found.length; index++) found[index] = this.#followedBy(found[index]!, rest)!;
  }

  #onceLess(state: Repeat<L>): Expression<L> {
    return this.repeat(state.body, Math.max(state.min - 1, 0), state.max - 1);
  }

  #followedBy(successor: Successor<L> | null, rest: Expression<L>): Successor<L> | null {
    return successor && { leaf: successor.leaf, target: this.sequence(successor.target, rest) };
  }

  #either(first: Successor<L> | null, second: Successor<L> | null): Successor<L> | null {
    if (first === null || second === null) return first ?? second;
    return { leaf: first.leaf, target: this.choice([first.target, second.target]) };
  }

  /**
   * The options, each once. Options that differ only in how often the same may be repeated become one with the range of
   * all: else content in which the rounds of nested repetitions cannot be told apart would have a state a round.
   */
  #merged(options: readonly Expression<L>[]): Expression<L>[] {
    const merged = new Map<string, Expression<L>>();
    for (const option of options) {
      const counted = countedPart(option);
      const key =
        counted === null
          ? `${option.id}`
          : `${counted.before?.id ?? ''}|${counted.repeat.body.id}|${counted.behind?.id ?? ''}`;
      const known = merged.get(key);
      const other = known && countedPart(known);
      if (known === undefined) merged.set(key, option);
      else if (counted !== null && other) {
        const [low, high] =
          other.repeat.min <= counted.repeat.min ? [other.repeat, counted.repeat] : [counted.repeat, other.repeat];
        if (high.min > low.max + 1) merged.set(`${key}|${option.id}`, option);
        else merged.set(key, this.#recounted(counted, low.min, Math.max(low.max, high.max)));
      }
    }
    return [...new Set(merged.values())];
  }

  #recounted({ before, repeat, behind }: CountedPart<L>, min: number, max: number): Expression<L> {
    const counted = this.repeat(repeat.body, min, max);
    const rest = behind === null ? counted : this.sequence(counted, behind);
    return before === null ? rest : this.sequence(before, rest);
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

/** An expression as what comes before its first repetition, the repetition, and what is behind. */
interface CountedPart<L> {
  readonly before: Expression<L> | null;
  readonly repeat: Repeat<L>;
  readonly behind: Expression<L> | null;
}

/** Takes apart what stands for a round of a repetition with the rounds to come. */
function countedPart<L>(expression: Expression<L>): CountedPart<L> | null {
  if (expression.kind === 'repeat') return { before: null, repeat: expression, behind: null };
  if (expression.kind !== 'sequence') return null;
  const { head, rest } = expression;
  if (rest.kind === 'repeat') return { before: head, repeat: rest, behind: null };
  if (rest.kind === 'sequence' && rest.head.kind === 'repeat')
    return { before: head, repeat: rest.head, behind: rest.rest };
  return head.kind === 'repeat' ? { before: null, repeat: head, behind: rest } : null;
}

/** Whether `min` to `max` rounds of a repetition are the same as one repetition: no number between is left out. */
function isContiguous(round: Repeat<unknown>, min: number, max: number): boolean {
  if (min === max) return true;
  return min === 0 ? round.min <= 1 : round.min * (min + 1) <= round.max * min + 1;
}

/** Every way to complete the content from `state` goes over one of these leaves being taken at least once. */
export function mustTake<L>(state: Expression<L>, wanted: (leaf: L) => boolean): boolean {
  switch (state.kind) {
    case 'empty':
      return false;
    case 'leaf':
      return wanted(state.leaf);
    case 'sequence':
      return mustTake(state.head, wanted) || mustTake(state.rest, wanted);
    case 'choice':
      return state.options.length > 0 && state.options.every((option) => mustTake(option, wanted));
    case 'repeat':
      return state.min > 0 && mustTake(state.body, wanted);
    case 'all':
      return state.members.some((member) => member.required && wanted(member.leaf));
  }
}

/** The leaves of the shortest content that completes `state`, in order; of a choice, the first of the shortest options. */
export function shortestCompletion<L>(state: Expression<L>): readonly L[] {
  if (state.nullable) return [];
  switch (state.kind) {
    case 'empty':
      return [];
    case 'leaf':
      return [state.leaf];
    case 'sequence':
      return [...shortestCompletion(state.head), ...shortestCompletion(state.rest)];
    case 'choice':
      return state.options
        .map((option) => shortestCompletion(option))
        .reduce(
          (best, next) => (next.length < best.length ? next : best),
          state.options[0] ? shortestCompletion(state.options[0]) : [],
        );
    case 'repeat':
      // Who has to fill in the same a thousand times needs to be told once.
      return shortestCompletion(state.body);
    case 'all':
      return state.members.filter((member) => member.required).map((member) => member.leaf);
  }
}
