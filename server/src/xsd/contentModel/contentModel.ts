/** The content model of a complex type as an automaton over child element names. */
import type { ElementDeclaration, Particle, Schema, SchemaPlace, Wildcard } from '../components';
import { nameKey } from '../components';
import type { ElementName } from '../names';
import { allows, overlap } from '../wildcards';
import { Expressions, TooManyAlternatives, type Expression } from './expression';

/** A particle whose term is an element declaration. */
export interface ElementLeaf {
  readonly kind: 'element';
  readonly index: number;
  readonly declaration: ElementDeclaration;
  /** The elements that it matches, by name key: the declaration itself (abstract or not) and its substitution group. */
  readonly members: ReadonlyMap<string, ElementDeclaration>;
  /** The particle in its schema document. */
  readonly source: SchemaPlace;
}
/** A particle whose term is a wildcard. */
export interface WildcardLeaf {
  readonly kind: 'wildcard';
  readonly index: number;
  readonly wildcard: Wildcard;
  readonly source: SchemaPlace;
}
export type ModelLeaf = ElementLeaf | WildcardLeaf;

/** The set of possible continuations of an element's content. Equal states of one model are the same object. */
export class State {
  /** The steps computed so far. */
  readonly steps = new Map<ElementName, Step | null>();
  /** See {@link ContentModel.successors}; `null` until computed. */
  successors: readonly Successor[] | null = null;
  /** A step from here has more alternatives than `MAX_ALTERNATIVES`: what can follow is not known. */
  isLimited = false;
  constructor(readonly expression: Expression<ModelLeaf>) {}

  /** The content can end in this state. */
  get isAccepting(): boolean {
    return this.expression.nullable;
  }
}

/** A leaf that can come next, and the state after it. */
export interface Successor {
  readonly leaf: ModelLeaf;
  readonly target: State;
}

/** A transition over one child element. */
export interface Step {
  readonly target: State;
  readonly leaf: ModelLeaf;
  /** The declaration of the child, after substitution; `null` if a wildcard matches it. */
  readonly declaration: ElementDeclaration | null;
}

/** At this number of states, all are dropped and created again on demand: counted content visits one state per child. */
const MAX_STATES = 4096;

export class ContentModel {
  readonly start: State;
  readonly leaves: readonly ModelLeaf[];
  /** The element declarations of the model by name key; within one model, a name has one type (cos-element-consistent). */
  readonly declarations: ReadonlyMap<string, ElementDeclaration>;
  readonly #expressions: Expressions<ModelLeaf>;
  #dependsOnOrder: boolean | null = null;
  #states = new Map<Expression<ModelLeaf>, State>();

  constructor(compiled: CompiledModel) {
    this.#expressions = compiled.expressions;
    this.leaves = compiled.leaves;
    this.declarations = declarationsOf(compiled.leaves);
    this.start = this.#state(compiled.start);
  }

  /** The step over a child with that name; `null` if it is not allowed here, or the state became limited. */
  step(state: State, name: ElementName): Step | null {
    const known = state.steps.get(name);
    if (known !== undefined) return known;
    const next = limited(state, null, () =>
      this.#expressions.derivative(state.expression, (leaf) => accepts(leaf, name)),
    );
    const step = next && this.#step(next.leaf, next.target, name);
    state.steps.set(name, step);
    return step;
  }

  /** The leaves that can come next, in schema order, each with the state after it. */
  successors(state: State): readonly Successor[] {
    return (state.successors ??= limited(state, [], () => this.#expressions.successors(state.expression)).map(
      ({ leaf, target }) => ({ leaf, target: this.#state(target) }),
    ));
  }

  /**
   * Whether the declaration of a child can depend on the children before it: two declarations have one name, a declared element can
   * be matched by a wildcard too, or two wildcards that process their content differently can match the same.
   */
  get dependsOnOrder(): boolean {
    return (this.#dependsOnOrder ??= dependsOnOrder(this.leaves, this.declarations));
  }

  /** Whether any leaf of the model accepts that name, in whatever state. */
  hasLeafFor(name: ElementName): boolean {
    return this.leaves.some((leaf) => accepts(leaf, name));
  }

  #step(leaf: ModelLeaf, target: Expression<ModelLeaf>, name: ElementName): Step {
    const declaration = leaf.kind === 'element' ? leaf.members.get(name.key)! : null;
    return { target: this.#state(target), leaf, declaration };
  }

  #state(expression: Expression<ModelLeaf>): State {
    let state = this.#states.get(expression);
    if (state === undefined) {
      if (this.#states.size >= MAX_STATES) {
        this.#states = new Map();
        this.#expressions.clear();
      }
      state = new State(expression);
      this.#states.set(expression, state);
    }
    return state;
  }
}

function dependsOnOrder(leaves: readonly ModelLeaf[], declarations: ReadonlyMap<string, ElementDeclaration>): boolean {
  const wildcards: Wildcard[] = [];
  const namespaces = new Set<string>();
  for (const leaf of leaves) {
    if (leaf.kind === 'wildcard') {
      wildcards.push(leaf.wildcard);
      continue;
    }
    for (const [key, declaration] of leaf.members) {
      if (declarations.get(key) !== declaration) return true;
      namespaces.add(declaration.namespace);
    }
  }
  return wildcards.some(
    ({ constraint, processContents }, index) =>
      [...namespaces].some((namespace) => allows(constraint, namespace)) ||
      wildcards
        .slice(0, index)
        .some((other) => other.processContents !== processContents && overlap(other.constraint, constraint)),
  );
}

/** The result of a computation on a state; `otherwise` if it takes too many alternatives, which the state then says. */
function limited<T>(state: State, otherwise: T, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof TooManyAlternatives)) throw error;
    state.isLimited = true;
    return otherwise;
  }
}

/** Whether a leaf accepts an element with that name. */
export function accepts(leaf: ModelLeaf, name: ElementName): boolean {
  return leaf.kind === 'element' ? leaf.members.has(name.key) : allows(leaf.wildcard.constraint, name.namespace);
}

/** A particle compiled to an expression. */
export interface CompiledModel {
  readonly expressions: Expressions<ModelLeaf>;
  readonly leaves: readonly ModelLeaf[];
  readonly start: Expression<ModelLeaf>;
}

/**
 * Compiles a particle to an expression over its leaves. Each reference to a shared group has leaves of its own.
 * @param range returns the occurrence range to use for a particle; the ambiguity check narrows it
 */
export function compile(
  particle: Particle | null,
  substitutables: Schema['substitutables'],
  range: (particle: Particle) => readonly [number, number] = ({ minOccurs, maxOccurs }) => [minOccurs, maxOccurs],
): CompiledModel {
  const expressions = new Expressions<ModelLeaf>();
  const leaves: ModelLeaf[] = [];

  const add = (leaf: ModelLeaf): Expression<ModelLeaf> => {
    leaves.push(leaf);
    return expressions.leaf(leaf);
  };
  const term = (particle: Particle): Expression<ModelLeaf> => {
    const index = leaves.length;
    if (particle.term.kind === 'wildcard')
      return add({ kind: 'wildcard', index, wildcard: particle.term, source: particle.source });
    if (particle.term.kind === 'element')
      return add(elementLeaf(index, particle.term, substitutables, particle.source));
    const { compositor, particles } = particle.term;
    const occurring = particles.filter((member) => member.maxOccurs > 0);
    if (compositor === 'all') {
      return expressions.all(
        occurring.map((member) => {
          const expression = term(member);
          if (expression.kind !== 'leaf') throw new Error('An all group holds elements only');
          return { leaf: expression.leaf, required: member.minOccurs > 0 };
        }),
      );
    }
    const members = occurring.map((member) => occurrence(member));
    if (compositor === 'choice') return expressions.choice(members);
    return members.reduceRight(
      (rest, member) => expressions.sequence(member, rest),
      expressions.empty as Expression<ModelLeaf>,
    );
  };
  const occurrence = (particle: Particle): Expression<ModelLeaf> => {
    const [min, max] = range(particle);
    return max === 0 ? expressions.empty : expressions.repeat(term(particle), min, max);
  };

  const start = particle === null ? expressions.empty : occurrence(particle);
  return { expressions, leaves, start };
}

function elementLeaf(
  index: number,
  declaration: ElementDeclaration,
  substitutables: Schema['substitutables'],
  source: SchemaPlace,
): ElementLeaf {
  return { kind: 'element', index, declaration, members: membersOf(declaration, substitutables), source };
}

/** Kept, because every reference to the head of a large substitution group has the same members. */
const membersBySchema = new WeakMap<Schema['substitutables'], Map<ElementDeclaration, ElementLeaf['members']>>();

/** See {@link ElementLeaf.members}. */
function membersOf(declaration: ElementDeclaration, substitutables: Schema['substitutables']): ElementLeaf['members'] {
  const own: [string, ElementDeclaration] = [nameKey(declaration.namespace, declaration.name), declaration];
  const others = declaration.isGlobal ? substitutables.get(declaration) : undefined;
  if (others === undefined) return new Map([own]);
  let known = membersBySchema.get(substitutables);
  if (known === undefined)
    membersBySchema.set(substitutables, (known = new Map<ElementDeclaration, ElementLeaf['members']>()));
  let members = known.get(declaration);
  if (members === undefined) {
    const pairs = others.map((member) => [nameKey(member.namespace, member.name), member] as const);
    known.set(declaration, (members = new Map([own, ...pairs])));
  }
  return members;
}

function declarationsOf(leaves: readonly ModelLeaf[]): Map<string, ElementDeclaration> {
  const declarations = new Map<string, ElementDeclaration>();
  for (const leaf of leaves) {
    if (leaf.kind === 'wildcard') continue;
    for (const [key, declaration] of leaf.members) if (!declarations.has(key)) declarations.set(key, declaration);
  }
  return declarations;
}
