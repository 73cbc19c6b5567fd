/** The content model of a complex type as an automaton over child element names. */
import type { ElementDeclaration, Particle, Schema, SchemaPlace, Wildcard } from '../components';
import { nameKey } from '../components';
import type { ElementName } from '../names';
import { allows } from '../wildcards';
import { Expressions, type Expression } from './expression';

/** A particle whose term is an element declaration. */
export interface ElementLeaf {
  readonly kind: 'element';
  readonly index: number;
  readonly declaration: ElementDeclaration;
  /** What may stand for it, by name: itself (abstract or not) and its substitution group. */
  readonly members: ReadonlyMap<string, ElementDeclaration>;
  /** The particle's place. */
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

/** What may still come in the content of an element. Equal states of one model are identical. */
export class State {
  /** Steps taken from here before. */
  readonly steps = new Map<ElementName, Step | null>();
  /** See {@link ContentModel.successors}; `null` where nobody has asked. */
  successors: readonly Successor[] | null = null;
  constructor(readonly expression: Expression<ModelLeaf>) {}

  /** The content is complete. */
  get mayEnd(): boolean {
    return this.expression.nullable;
  }
}

/** A leaf that may come next, and the state that it leads to. */
export interface Successor {
  readonly leaf: ModelLeaf;
  readonly target: State;
}

/** One child element taken. */
export interface Step {
  readonly target: State;
  readonly leaf: ModelLeaf;
  /** What the child is declared as, substitution considered; `null` where a wildcard took it. */
  readonly declaration: ElementDeclaration | null;
}

/** When so many states are remembered, they are dropped and made again on demand: counted content visits one state a child. */
const REMEMBERED_STATES = 4096;

export class ContentModel {
  readonly start: State;
  readonly leaves: readonly ModelLeaf[];
  /** The element declarations of the model by name; within one model, a name has one type (cos-element-consistent). */
  readonly declarations: ReadonlyMap<string, ElementDeclaration>;
  readonly #expressions: Expressions<ModelLeaf>;
  #states = new Map<Expression<ModelLeaf>, State>();

  constructor(compiled: CompiledModel) {
    this.#expressions = compiled.expressions;
    this.leaves = compiled.leaves;
    this.declarations = declarationsOf(compiled.leaves);
    this.start = this.#state(compiled.start);
  }

  /** The step over a child of that name; `null` where it may not stand here. */
  step(state: State, name: ElementName): Step | null {
    const known = state.steps.get(name);
    if (known !== undefined) return known;
    const next = this.#expressions.derivative(state.expression, (leaf) => takes(leaf, name));
    const step = next && this.#step(next.leaf, next.target, name);
    state.steps.set(name, step);
    return step;
  }

  /** The states that one more leaf leads to, in schema order. */
  successors(state: State): readonly Successor[] {
    return (state.successors ??= this.#expressions
      .successors(state.expression)
      .map(({ leaf, target }) => ({ leaf, target: this.#state(target) })));
  }

  /** Some leaf of the model takes that name, here or elsewhere. */
  hasPlaceFor(name: ElementName): boolean {
    return this.leaves.some((leaf) => takes(leaf, name));
  }

  #step(leaf: ModelLeaf, target: Expression<ModelLeaf>, name: ElementName): Step {
    const declaration = leaf.kind === 'element' ? leaf.members.get(name.key)! : null;
    return { target: this.#state(target), leaf, declaration };
  }

  #state(expression: Expression<ModelLeaf>): State {
    let state = this.#states.get(expression);
    if (state === undefined) {
      if (this.#states.size >= REMEMBERED_STATES) {
        this.#states = new Map();
        this.#expressions.forget();
      }
      state = new State(expression);
      this.#states.set(expression, state);
    }
    return state;
  }
}

/** Whether a leaf takes an element of that name. */
export function takes(leaf: ModelLeaf, name: ElementName): boolean {
  return leaf.kind === 'element' ? leaf.members.has(name.key) : allows(leaf.wildcard.constraint, name.namespace);
}

/** A particle turned into an expression. */
export interface CompiledModel {
  readonly expressions: Expressions<ModelLeaf>;
  readonly leaves: readonly ModelLeaf[];
  readonly start: Expression<ModelLeaf>;
}

/**
 * Turns a particle into an expression over its leaves. Each occurrence of a shared group has leaves of its own.
 * @param range gives the occurrence range to use for a particle; the ambiguity check narrows it
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
  const members = new Map([[nameKey(declaration.namespace, declaration.name), declaration]]);
  if (declaration.isGlobal) {
    for (const member of substitutables.get(declaration) ?? [])
      members.set(nameKey(member.namespace, member.name), member);
  }
  return { kind: 'element', index, declaration, members, source };
}

function declarationsOf(leaves: readonly ModelLeaf[]): Map<string, ElementDeclaration> {
  const declarations = new Map<string, ElementDeclaration>();
  for (const leaf of leaves) {
    if (leaf.kind === 'wildcard') continue;
    for (const [key, declaration] of leaf.members) if (!declarations.has(key)) declarations.set(key, declaration);
  }
  return declarations;
}
