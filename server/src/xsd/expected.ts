/** The elements and attributes that are allowed at a position, given the siblings before and after it. */
import type { Expected, ExpectedAttribute, ExpectedElement } from './api';
import { isSimpleType, nameKey, type ComplexType, type ElementDeclaration, type Schema } from './components';
import type { ContentModel, ModelLeaf, State } from './contentModel/contentModel';
import { requires, shortestCompletion } from './contentModel/expression';
import { LOOKAHEAD } from './contentModel/repair';
import { resolveElement } from './schemaInfo';
import { advance, Siblings, type Advance } from './siblings';
import type { ElementName } from './names';
import type { Entities } from '../xml/entities';
import type { Placed } from '../xml/locate';
import { expandedName, type Scope } from '../xml/namespaces';
import type { ElementNode } from '../xml/nodes';
import { attributesOf } from '../xml/tags';
import { validatorOf } from './validate/validate';
import type { Validator } from './validate/validator';

/** The number of following siblings that decide whether an element is allowed before them. */
const MAX_COMPARED = 256;

const NOTHING: Expected = { elements: [], canEnd: true, text: null, mixed: false };

/**
 * What is allowed at `offset` among the children of `parent` (`null`: as the root). Offsets are UTF-16 units of the document.
 *
 * An element is expected if it is allowed after the preceding siblings and invalidates none of the following ones: one that
 * is present and can occur once is not expected again. A child that contains the offset counts as not yet written.
 */
export function expectedAt(parent: Placed<ElementNode> | null, offset: number, schema: Schema): Expected {
  if (parent === null) return { ...NOTHING, elements: roots(schema), canEnd: false };
  const { info, scope } = resolveElement(parent, schema);
  const { type } = info;
  if (type === null) return NOTHING;
  if (isSimpleType(type)) return { ...NOTHING, text: type };
  if (type.contentKind === 'simple') return { ...NOTHING, text: type.simpleType };
  return {
    ...expectedInContent(validatorOf(schema), parent, type, scope, offset),
    mixed: type.contentKind === 'mixed',
  };
}

/** The attributes of the element's type, in schema order. */
export function expectedAttributes(element: Placed<ElementNode>, schema: Schema): readonly ExpectedAttribute[] {
  const { info, scope } = resolveElement(element, schema);
  const { type } = info;
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

/** A longer element (in UTF-16 units) is not validated again: it can only be renamed within its type. */
const MAX_VALIDATED_WIDTH = 20_000;

/** Whether the content and attributes of an element are valid for another declaration. */
export function canRenameTo(
  element: Placed<ElementNode>,
  declaration: ElementDeclaration,
  schema: Schema,
  entities: Entities,
): boolean {
  const { info, scope } = resolveElement(element, schema);
  if (info.type === declaration.type) return true;
  const { node } = element;
  return node.width <= MAX_VALIDATED_WIDTH && validatorOf(schema).accepts(node, declaration, scope, entities);
}

function roots(schema: Schema): ExpectedElement[] {
  return [...schema.elements.values()]
    .filter((declaration) => !declaration.abstract)
    .map((declaration) => ({ declaration, wildcard: null, required: false }));
}

function expectedInContent(
  validator: Validator,
  parent: Placed<ElementNode>,
  type: ComplexType,
  scope: Scope,
  offset: number,
): Expected {
  const model = validator.compiled.model(type);
  const siblings = new Siblings(validator, type, parent, scope, offset);
  const state = siblings.stateBefore(model);
  const after = siblings.namesAfter(MAX_COMPARED + LOOKAHEAD + 1);
  const candidates = new Map<ModelLeaf, State>();
  for (const { leaf, target } of model.successors(state)) if (!candidates.has(leaf)) candidates.set(leaf, target);

  const elements: ExpectedElement[] = [];
  for (const [leaf, target] of candidates) {
    const { misfits, missing } = comparison(model, target, state, after);
    // What the element itself requires after it can be missing still; what its siblings would require is a misfit of theirs.
    const ownMissing = missingAfter(target) - missingAfter(state);
    if (misfits > 0 || missing > Math.max(ownMissing, 0)) continue;
    const required = misfits + missing < 0 && requires(state.expression, (other) => other === leaf);
    for (const element of expectedBy(leaf, required)) elements.push(element);
  }
  return { elements, canEnd: state.isAccepting, text: null, mixed: false };
}

/** The number of elements that complete the content from a state on, at least. */
function missingAfter({ expression }: State): number {
  return shortestCompletion(expression).length;
}

/** A leaf as expected elements: the members of a substitution group, or the wildcard. */
function expectedBy(leaf: ModelLeaf, required: boolean): ExpectedElement[] {
  if (leaf.kind === 'wildcard') return [{ declaration: null, wildcard: leaf.wildcard, required }];
  const members: ElementDeclaration[] = [...leaf.members.values()].filter((declaration) => !declaration.abstract);
  return members.map((declaration) => ({ declaration, wildcard: null, required: required && members.length === 1 }));
}

/** The number of misfits and missing children in the following siblings from `state`, minus the number from `baseline`. */
function comparison(
  model: ContentModel,
  state: State,
  baseline: State,
  names: readonly ElementName[],
): Pick<Advance, 'misfits' | 'missing'> {
  let [misfits, missing] = [0, 0];
  for (const [index, name] of names.entries()) {
    // From equal states, both have the same problems in all further siblings; and enough misfits decide.
    if (state === baseline || index === MAX_COMPARED || misfits > LOOKAHEAD) return { misfits, missing };
    const following = () => names.slice(index + 1, index + 2 + LOOKAHEAD);
    const next = advance(model, state, name, following, 0);
    const other = advance(model, baseline, name, following, 0);
    misfits += next.misfits - other.misfits;
    missing += next.missing - other.missing;
    [state, baseline] = [next.state, other.state];
  }
  missing += missingAfter(state) - missingAfter(baseline);
  return { misfits, missing };
}
