/** What may stand at a place: the automaton asked with what stands before it and what follows. */
import type { Expected, ExpectedAttribute, ExpectedElement } from './api';
import { isSimpleType, nameKey, type ComplexType, type ElementDeclaration, type Schema } from './components';
import type { ContentModel, ModelLeaf, State } from './contentModel/contentModel';
import { mustTake, shortestCompletion } from './contentModel/expression';
import { LOOKAHEAD } from './contentModel/repair';
import { governed } from './governing';
import { advance, Siblings, type Advance } from './siblings';
import type { ElementName } from './names';
import type { Entities } from '../xml/entities';
import type { Placed } from '../xml/locate';
import { expandedName, type Scope } from '../xml/namespaces';
import type { ElementNode } from '../xml/nodes';
import { attributesOf } from '../xml/tags';
import { validatorOf } from './validate/validate';
import type { Validator } from './validate/validator';

/** How many of the following siblings decide whether an element may stand in front of them. */
const MOST_COMPARED = 256;

const NOTHING: Expected = { elements: [], mayEnd: true, text: null, mixed: false };

/**
 * What may stand at `offset` among the children of `parent` (`null`: as the root).
 *
 * An element is offered where it fits behind what stands before it and makes nothing wrong of what follows: one that is
 * there already and may occur once is not offered again. A child that the offset is inside of is taken as not yet written.
 */
export function expectedAt(parent: Placed<ElementNode> | null, offset: number, schema: Schema): Expected {
  if (parent === null) return { ...NOTHING, elements: roots(schema), mayEnd: false };
  const { governing, scope } = governed(parent, schema);
  const { type } = governing;
  if (type === null) return NOTHING;
  if (isSimpleType(type)) return { ...NOTHING, text: type };
  if (type.contentKind === 'simple') return { ...NOTHING, text: type.simpleType };
  return { ...inContent(validatorOf(schema), parent, type, scope, offset), mixed: type.contentKind === 'mixed' };
}

/** The attributes that the element's type has, in schema order. */
export function expectedAttributes(element: Placed<ElementNode>, schema: Schema): readonly ExpectedAttribute[] {
  const { governing, scope } = governed(element, schema);
  const { type } = governing;
  if (type === null || isSimpleType(type)) return [];
  const present = new Set(
    attributesOf(element.node).map(({ name }) => {
      const { namespace, local } = expandedName(name, scope, 'attribute');
      return nameKey(namespace, local);
    }),
  );
  return type.attributeUses.map((use) => ({
    use,
    present: present.has(nameKey(use.declaration.namespace, use.declaration.name)),
  }));
}

/** A longer element is not judged once more only to be renamed: its type must stay the same. */
const MOST_JUDGED = 20_000;

/** Whether an element may be renamed to that of a declaration: what is in it and its attributes are as that says. */
export function mayBecome(
  element: Placed<ElementNode>,
  declaration: ElementDeclaration,
  schema: Schema,
  entities: Entities,
): boolean {
  const { governing, scope } = governed(element, schema);
  if (governing.type === declaration.type) return true;
  const { node } = element;
  return node.width <= MOST_JUDGED && validatorOf(schema).accepts(node, declaration, scope, entities);
}

function roots(schema: Schema): ExpectedElement[] {
  return [...schema.elements.values()]
    .filter((declaration) => !declaration.abstract)
    .map((declaration) => ({ declaration, wildcard: null, required: false }));
}

function inContent(
  validator: Validator,
  parent: Placed<ElementNode>,
  type: ComplexType,
  scope: Scope,
  offset: number,
): Expected {
  const model = validator.facts.model(type);
  const siblings = new Siblings(validator, type, parent, scope, offset);
  const state = siblings.stateBefore(model);
  const after = siblings.behind(MOST_COMPARED + LOOKAHEAD + 1);
  const candidates = new Map<ModelLeaf, State>();
  for (const { leaf, target } of model.successors(state)) if (!candidates.has(leaf)) candidates.set(leaf, target);

  const elements: ExpectedElement[] = [];
  for (const [leaf, target] of candidates) {
    const { misfits, missing } = comparison(model, target, state, after);
    if (misfits > 0) continue;
    const required = misfits + missing < 0 && mustTake(state.expression, (other) => other === leaf);
    elements.push(...expectedBy(leaf, required));
  }
  return { elements, mayEnd: state.mayEnd, text: null, mixed: false };
}

/** A leaf as elements to offer: who may stand for the head of a substitution group, or the wildcard. */
function expectedBy(leaf: ModelLeaf, required: boolean): ExpectedElement[] {
  if (leaf.kind === 'wildcard') return [{ declaration: null, wildcard: leaf.wildcard, required }];
  const members: ElementDeclaration[] = [...leaf.members.values()].filter((declaration) => !declaration.abstract);
  return members.map((declaration) => ({ declaration, wildcard: null, required: required && members.length === 1 }));
}

/** How many more of the following siblings do not fit, and how many more are missing, from one state than from the other. */
function comparison(
  model: ContentModel,
  state: State,
  baseline: State,
  names: readonly ElementName[],
): Pick<Advance, 'misfits' | 'missing'> {
  let [misfits, missing] = [0, 0];
  for (const [index, name] of names.entries()) {
    // From here on both make the same mistakes, however many siblings there are; or it does not matter any more.
    if (state === baseline || index === MOST_COMPARED || misfits > LOOKAHEAD) return { misfits, missing };
    const following = () => names.slice(index + 1, index + 2 + LOOKAHEAD);
    const next = advance(model, state, name, following, 0);
    const other = advance(model, baseline, name, following, 0);
    misfits += next.misfits - other.misfits;
    missing += next.missing - other.missing;
    [state, baseline] = [next.state, other.state];
  }
  missing += shortestCompletion(state.expression).length - shortestCompletion(baseline.expression).length;
  return { misfits, missing };
}
