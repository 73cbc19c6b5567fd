/** `xs:unique`, `xs:key`, `xs:keyref` (XSD 1.0 Structures 3.11). */
import { nameKey, type IdentityConstraint, type XPathExpression } from '../components';
import { parseExpression, type ExpressionKind } from '../identity/xpath';
import type { SchemaElement } from '../read/schemaDocument';
import { annotationOf, sourceOf, type Mutable, type Resolver } from './resolver';

const KINDS: ReadonlySet<string> = new Set(['unique', 'key', 'keyref']);

/** The identity constraints of an element declaration. */
export function identityConstraints(resolver: Resolver, element: SchemaElement): IdentityConstraint[] {
  return element.definitions
    .filter((child) => KINDS.has(child.local))
    .map((child) => identityConstraint(resolver, child))
    .filter((constraint) => constraint !== null);
}

function identityConstraint(resolver: Resolver, element: SchemaElement): IdentityConstraint | null {
  const name = element.value('name');
  const selector = element.child('selector');
  const fields = element.definitions.filter((child) => child.local === 'field');
  if (name === undefined || selector === undefined || fields.length === 0) return null;
  const constraint: Mutable<IdentityConstraint> = {
    kind: element.local as IdentityConstraint['kind'],
    name,
    namespace: element.document.targetNamespace,
    selector: xpath(resolver, selector, 'selector'),
    fields: fields.map((field) => xpath(resolver, field, 'field')),
    refer: null,
    annotation: annotationOf(element),
    source: sourceOf(element),
  };
  register(resolver, constraint, element);
  if (constraint.kind === 'keyref') resolver.referLater(() => refer(resolver, constraint, element));
  return constraint;
}

/** All identity constraints of a namespace share one symbol space. */
function register(resolver: Resolver, constraint: IdentityConstraint, element: SchemaElement): void {
  const key = nameKey(constraint.namespace, constraint.name);
  const first = resolver.identityConstraints.get(key);
  if (first === undefined) resolver.identityConstraints.set(key, constraint);
  else resolver.report('sch-props-correct.2', element.placeOf('name'), [constraint.name], first.source);
}

function refer(resolver: Resolver, constraint: Mutable<IdentityConstraint>, element: SchemaElement): void {
  const qname = element.value('refer');
  if (qname === undefined) return;
  const place = element.placeOf('refer');
  const name = resolver.resolveName(element, qname, place);
  if (name === null || !resolver.canRefer(element, name, qname, place)) return;
  const key = resolver.identityConstraints.get(name.key);
  if (key === undefined || key.kind === 'keyref') {
    resolver.report('src-resolve', place, [qname, 'key']);
    return;
  }
  if (key.fields.length !== constraint.fields.length) {
    resolver.report(
      'c-props-correct.2',
      place,
      [constraint.name, String(constraint.fields.length), key.name, String(key.fields.length)],
      key.source,
    );
  }
  constraint.refer = key;
}

function xpath(resolver: Resolver, element: SchemaElement, kind: ExpressionKind): XPathExpression {
  const attribute = element.attribute('xpath');
  const xpath = attribute?.value ?? '';
  const source = element.placeOf('xpath');
  if (attribute !== undefined && parseExpression(xpath, kind, element.scope).problem !== null) {
    resolver.report(kind === 'selector' ? 'c-selector-xpath' : 'c-fields-xpaths', source, [xpath.trim()]);
  }
  return { xpath, scope: element.scope, source };
}
