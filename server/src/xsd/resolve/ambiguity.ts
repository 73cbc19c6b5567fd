/**
 * Unique Particle Attribution (cos-nonambig): each child matches one particle of the content model, without lookahead.
 *
 * The check visits the states of the automaton, and that of a long sequence of optional elements has successors in the square of
 * its length. The caller asks only where two particles can match the same child at all.
 */
import { checkpoint } from '../../xml/budget';
import type { ComplexType, Particle } from '../components';
import { compile, type CompiledModel, type ModelLeaf } from '../contentModel/contentModel';
import type { Expression } from '../contentModel/expression';
import { MAX_AMBIGUITY_STEPS } from '../limits';
import type { SchemaElement } from '../read/schemaDocument';
import { allows, overlap } from '../wildcards';
import { unknownWildcard } from './builtins';
import type { Resolver } from './resolver';

/** Reports the first pair of particles that can match the same child. */
export function checkAmbiguity(resolver: Resolver, type: ComplexType, derivation: SchemaElement): void {
  if (type.particle === null) return;
  const pair = ambiguousPair(compile(type.particle, resolver.substitutables, narrowed));
  if (pair === 'limit') return resolver.reportLimit('limit.ambiguity', MAX_AMBIGUITY_STEPS, derivation.place);
  if (pair === null) return;
  const [first, second] = pair;
  const place = derivation.contains(second.source) ? second.source : derivation.place;
  resolver.report('cos-nonambig', place, pair.map(nameOfLeaf), first.source);
}

/**
 * A small range that is as ambiguous as that of the particle: only whether a particle can repeat, can stop, and can do both
 * after the same child matters, not the numbers.
 */
function narrowed({ minOccurs, maxOccurs }: Particle): readonly [number, number] {
  if (maxOccurs === Infinity) return [Math.min(minOccurs, 1), Infinity];
  if (minOccurs === maxOccurs) return [Math.min(minOccurs, 2), Math.min(maxOccurs, 2)];
  return minOccurs === 0 ? [0, Math.min(maxOccurs, 2)] : [1, 2];
}

function ambiguousPair(model: CompiledModel): [ModelLeaf, ModelLeaf] | 'limit' | null {
  const seen = new Set([model.start]);
  const queue = [model.start];
  let stepsLeft = MAX_AMBIGUITY_STEPS;
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    checkpoint();
    const successors = model.expressions.successors(state);
    if ((stepsLeft -= successors.length) < 0) return 'limit';
    const pair = overlapping(successors.map(({ leaf }) => leaf));
    if (pair !== null) return pair;
    // The members of an all group are the same in any order: later states add no new pairs.
    if (state.kind === 'all') continue;
    for (const target of targets(successors, model)) {
      if (seen.has(target)) continue;
      seen.add(target);
      queue.push(target);
    }
  }
  return null;
}

/** The state after each leaf; one leaf with several next states is not ambiguous: the next state is their choice. */
function targets(
  successors: readonly { leaf: ModelLeaf; target: Expression<ModelLeaf> }[],
  model: CompiledModel,
): Iterable<Expression<ModelLeaf>> {
  const byLeaf = new Map<ModelLeaf, Expression<ModelLeaf>>();
  for (const { leaf, target } of successors) {
    const known = byLeaf.get(leaf);
    byLeaf.set(leaf, known === undefined ? target : model.expressions.choice([known, target]));
  }
  return byLeaf.values();
}

function overlapping(leaves: readonly ModelLeaf[]): [ModelLeaf, ModelLeaf] | null {
  const byName = new Map<string, ModelLeaf>();
  const wildcards: ModelLeaf[] = [];
  for (const leaf of leaves) {
    if (leaf.kind === 'wildcard') {
      // What is in a group that is not defined is unknown.
      if (leaf.wildcard !== unknownWildcard) wildcards.push(leaf);
      continue;
    }
    for (const key of leaf.members.keys()) {
      const other = byName.get(key);
      if (other !== undefined && other !== leaf) return [other, leaf];
      byName.set(key, leaf);
    }
  }
  for (const wildcard of new Set(wildcards)) {
    if (wildcard.kind !== 'wildcard') continue;
    for (const other of leaves) if (other !== wildcard && overlaps(wildcard, other)) return [other, wildcard];
  }
  return null;
}

function overlaps(wildcard: ModelLeaf & { kind: 'wildcard' }, other: ModelLeaf): boolean {
  const { constraint } = wildcard.wildcard;
  if (other.kind === 'wildcard') return overlap(constraint, other.wildcard.constraint);
  return [...other.members.values()].some((element) => allows(constraint, element.namespace));
}

function nameOfLeaf(leaf: ModelLeaf): string {
  return leaf.kind === 'element' ? leaf.declaration.name : 'any';
}
