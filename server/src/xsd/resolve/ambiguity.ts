/** Unique Particle Attribution (cos-nonambig): for each child, one particle of the content model, without looking ahead. */
import type { ComplexType, Particle } from '../components';
import { compile, type CompiledModel, type ModelLeaf } from '../contentModel/contentModel';
import type { Expression } from '../contentModel/expression';
import type { SchemaElement } from '../read/schemaDocument';
import { allows, overlap } from '../wildcards';
import type { Resolver } from './resolver';

/** Reports the first pair of particles that could both take the same child. */
export function checkAmbiguity(resolver: Resolver, type: ComplexType, derivation: SchemaElement): void {
  if (type.particle === null) return;
  const pair = ambiguousPair(compile(type.particle, resolver.substitutables, narrowed));
  if (pair === null) return;
  const [first, second] = pair;
  const place = derivation.contains(second.source) ? second.source : derivation.place;
  resolver.report('cos-nonambig', place, pair.map(nameOfLeaf), first.source);
}

/**
 * The range that decides about ambiguity as the particle's own does: only whether a particle may repeat, whether it may
 * stop, and whether the two can happen at the same time count, not how often.
 */
function narrowed({ minOccurs, maxOccurs }: Particle): readonly [number, number] {
  if (maxOccurs === Infinity) return [Math.min(minOccurs, 1), Infinity];
  if (minOccurs === maxOccurs) return [Math.min(minOccurs, 2), Math.min(maxOccurs, 2)];
  return minOccurs === 0 ? [0, Math.min(maxOccurs, 2)] : [1, 2];
}

function ambiguousPair(model: CompiledModel): [ModelLeaf, ModelLeaf] | null {
  const seen = new Set([model.start]);
  const queue = [model.start];
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    const successors = model.expressions.successors(state);
    const pair = overlapping(successors.map(({ leaf }) => leaf));
    if (pair !== null) return pair;
    // The members of an all group stay the same, whatever their order: nothing new to find behind them.
    if (state.kind === 'all') continue;
    for (const target of targets(successors, model)) {
      if (seen.has(target)) continue;
      seen.add(target);
      queue.push(target);
    }
  }
  return null;
}

/** The states behind each leaf; one leaf that leads to several states is no ambiguity and leads to their choice. */
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
      wildcards.push(leaf);
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
    for (const other of leaves) if (other !== wildcard && takesSame(wildcard, other)) return [other, wildcard];
  }
  return null;
}

function takesSame(wildcard: ModelLeaf & { kind: 'wildcard' }, other: ModelLeaf): boolean {
  const { constraint } = wildcard.wildcard;
  if (other.kind === 'wildcard') return overlap(constraint, other.wildcard.constraint);
  return [...other.members.values()].some((element) => allows(constraint, element.namespace));
}

function nameOfLeaf(leaf: ModelLeaf): string {
  return leaf.kind === 'element' ? leaf.declaration.name : 'any';
}
