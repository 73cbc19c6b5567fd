/** Siblings that are known to be as they must without being there: what is left is whether they may stand where they do. */
import type { ComplexType } from '../components';
import type { ContentModel, State, Step } from '../contentModel/contentModel';
import type { Scope } from '../../xml/namespaces';
import type { SchemaFacts } from './schemaFacts';

/** Elements of one name, one behind the other. */
export interface CleanElements {
  /** As written. */
  readonly name: string;
  count: number;
  /** What took them; see {@link takerOf}. */
  readonly taker: string;
}

/** A run of siblings without mistakes, for a parent of that type; `scope` is that around them. */
export interface CleanSiblings {
  readonly type: ComplexType;
  readonly scope: Scope;
  readonly elements: readonly CleanElements[];
}

/** By what a step takes a child: the same name, taken in the same way in the same type, has to be the same. */
export function takerOf({ declaration, leaf }: Step): string {
  return declaration === null && leaf.kind === 'wildcard' ? leaf.wildcard.processContents : 'element';
}

/** The state behind the siblings; `null` where one of them may not stand there, or not as what it was judged. */
export function stateBehind(
  model: ContentModel,
  before: State,
  { scope, elements }: CleanSiblings,
  facts: SchemaFacts,
): State | null {
  let state = before;
  for (const { name, count, taker } of elements) {
    const elementName = facts.elementName(name, scope);
    for (let i = 0; i < count; i++) {
      const step = model.step(state, elementName);
      if (step === null || takerOf(step) !== taker) return null;
      if (step.target === state) break;
      state = step.target;
    }
  }
  return state;
}
