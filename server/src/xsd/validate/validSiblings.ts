/** Siblings that are recorded as valid. What remains to check is whether the content model allows them. */
import type { ComplexType } from '../components';
import type { ContentModel, State, Step } from '../contentModel/contentModel';
import type { Scope } from '../../xml/namespaces';
import type { CompiledSchema } from './compiledSchema';

/** Consecutive elements with one name. */
export interface NamedElements {
  /** As written. */
  readonly name: string;
  count: number;
  /** The kind of particle that matched them; see {@link matcherOf}. */
  readonly matcher: string;
}

/** Siblings without problems in an element of a type. */
export interface ValidSiblings {
  /** Of the parent. */
  readonly type: ComplexType;
  /** The namespaces in scope in the parent. */
  readonly scope: Scope;
  readonly elements: readonly NamedElements[];
}

/** The kind of particle that matches a child: within one type, equal names with equal kinds are validated alike. */
export function matcherOf({ declaration, leaf }: Step): string {
  return declaration === null && leaf.kind === 'wildcard' ? leaf.wildcard.processContents : 'element';
}

/** The state after the siblings; `null` if one of them is not allowed, or is not matched as recorded. */
export function stateAfter(
  model: ContentModel,
  before: State,
  { scope, elements }: ValidSiblings,
  compiled: CompiledSchema,
): State | null {
  let state = before;
  for (const { name, count, matcher } of elements) {
    const elementName = compiled.elementName(name, scope);
    for (let i = 0; i < count; i++) {
      const step = model.step(state, elementName);
      if (step === null || matcherOf(step) !== matcher) return null;
      // The state does not change any more.
      if (step.target === state) break;
      state = step.target;
    }
  }
  return state;
}
