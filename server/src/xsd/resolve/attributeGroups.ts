/** The attributes of a type or group: own uses, those of referenced groups, and the wildcard (XSD 1.0 Structures 3.6, 3.4.2). */
import type { AttributeGroup, AttributeUse, Wildcard } from '../components';
import type { GlobalDefinition } from '../read/globals';
import type { SchemaElement } from '../read/schemaDocument';
import { intersection } from '../wildcards';
import { attributeUse, keyOfUse } from './attributes';
import { unknownWildcard } from './builtins';
import { checkAttributeGroupRedefinition } from './redefinitions';
import { annotationOf, sourceOf, type Mutable, type Resolver } from './resolver';
import { isId } from './valueConstraints';
import { wildcard } from './wildcards';

/** The attribute part of an element: of a type's derivation, or of an attribute group. */
export interface DeclaredAttributes {
  readonly uses: readonly AttributeUse[];
  /** Keys of the attributes with `use="prohibited"`. */
  readonly prohibited: ReadonlySet<string>;
  readonly wildcard: Wildcard | null;
}

/** The group defined by a named `xs:attributeGroup`. */
export function attributeGroup(resolver: Resolver, definition: GlobalDefinition): AttributeGroup {
  return resolver.once(definition, () => {
    const { element, name, namespace } = definition;
    const group: Mutable<AttributeGroup> = {
      kind: 'attributeGroup',
      name,
      namespace,
      attributeUses: [],
      attributeWildcard: null,
      annotation: annotationOf(element),
      source: sourceOf(element),
    };
    resolver.fillLater(group, () => {
      const { uses, wildcard: complete } = declaredAttributes(resolver, element, definition);
      group.attributeUses = distinct(resolver, uses, element, 'ag-props-correct.2');
      group.attributeWildcard = complete;
      resolver.checkLater(() => checkIds(resolver, group.attributeUses, element, 'ag-props-correct.3'));
      const { redefines } = definition;
      if (redefines) checkAttributeGroupRedefinition(resolver, definition, group, attributeGroup(resolver, redefines));
    });
    return group;
  });
}

/**
 * Reads the attribute part of an element.
 * @param within the definition that contains it: inside a redefinition, its own name refers to the redefined one
 */
export function declaredAttributes(
  resolver: Resolver,
  element: SchemaElement,
  within: GlobalDefinition | null,
): DeclaredAttributes {
  const uses: AttributeUse[] = [];
  const prohibited = new Set<string>();
  const wildcards: Wildcard[] = [];
  let own: Wildcard | null = null;
  for (const child of element.definitions) {
    if (child.local === 'attribute') {
      const use = attributeUse(resolver, child);
      if (use === null) continue;
      if (child.value('use') === 'prohibited') prohibited.add(keyOfUse(use));
      else uses.push(use);
    } else if (child.local === 'attributeGroup') {
      const group = referencedGroup(resolver, child, within);
      if (group === null) {
        wildcards.push(unknownWildcard);
        continue;
      }
      if (resolver.canInherit(group.attributeUses.length, child.placeOf('ref'))) {
        for (const use of group.attributeUses) uses.push(use);
      }
      if (group.attributeWildcard !== null) wildcards.push(group.attributeWildcard);
    } else if (child.local === 'anyAttribute') {
      own = wildcard(child);
    }
  }
  return { uses, prohibited, wildcard: completeWildcard(resolver, own, wildcards, element) };
}

/** The first use of each name; reports the others. The same use by two references to one group is one use: uses are a set. */
export function distinct(
  resolver: Resolver,
  uses: readonly AttributeUse[],
  element: SchemaElement,
  code: 'ag-props-correct.2' | 'ct-props-correct.4',
): AttributeUse[] {
  const byName = new Map<string, AttributeUse>();
  for (const use of uses) {
    const key = keyOfUse(use);
    const first = byName.get(key);
    if (first === undefined) byName.set(key, use);
    else if (first !== use) {
      const place = element.contains(use.source) ? use.source : element.place;
      resolver.report(code, place, [use.declaration.name], first.source);
    }
  }
  return [...byName.values()];
}

/** Reports a second attribute of type ID in a type or group. */
export function checkIds(
  resolver: Resolver,
  uses: readonly AttributeUse[],
  element: SchemaElement,
  code: 'ag-props-correct.3' | 'ct-props-correct.5',
): void {
  const [first, second] = uses.filter((use) => isId(use.declaration.type));
  if (first !== undefined && second !== undefined) {
    const place = element.contains(second.source) ? second.source : element.place;
    resolver.report(code, place, [first.declaration.name, second.declaration.name], first.source);
  }
}

function referencedGroup(
  resolver: Resolver,
  element: SchemaElement,
  within: GlobalDefinition | null,
): AttributeGroup | null {
  const ref = element.value('ref');
  const definition =
    ref === undefined ? null : resolver.find('attributeGroup', element, ref, element.placeOf('ref'), within);
  if (definition === null) return null;
  const group = attributeGroup(resolver, definition);
  if (!resolver.fill(group)) resolver.report('src-attribute_group.3', element.placeOf('ref'), [definition.name]);
  return group;
}

/** The {attribute wildcard} by 3.4.2: the intersection of its own and those of the groups, with processContents of the first. */
function completeWildcard(
  resolver: Resolver,
  own: Wildcard | null,
  groups: readonly Wildcard[],
  element: SchemaElement,
): Wildcard | null {
  const all = own === null ? groups : [own, ...groups];
  const [first] = all;
  if (first === undefined) return null;
  let { constraint } = first;
  for (const { constraint: next } of all.slice(1)) {
    const both = intersection(constraint, next);
    if (both === null) resolver.report('src-attribute_group.2', element.place);
    else constraint = both;
  }
  return { ...first, constraint };
}
