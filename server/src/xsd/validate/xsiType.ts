/** `xsi:type`: the type that an element claims for itself (cvc-elt.4). */
import { isSimpleType, type ElementDeclaration, type TypeDefinition } from '../components';
import { derives } from '../resolve/derivation';
import type { Scope } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import type { Attribute } from '../../xml/tags';
import { attributeValue } from '../../xml/values';
import type { FindingsBuilder } from './findings';
import { typeName, type Run } from './run';

/**
 * The type that an element has: the one that `xsi:type` names, where that may stand for the declared one.
 * @param found takes what is wrong with the claim; `null` where nobody wants to know
 */
export function effectiveType(
  run: Run,
  node: ElementNode,
  declaration: ElementDeclaration | null,
  declared: TypeDefinition,
  attribute: Attribute | undefined,
  scope: Scope,
  found: FindingsBuilder | null,
): TypeDefinition {
  if (attribute === undefined) return declared;
  const qname = attributeValue(attribute, run.entities, node.name).trim();
  const colon = qname.indexOf(':');
  const namespace = scope.lookup(qname.slice(0, Math.max(0, colon)));
  const type = namespace === undefined ? undefined : run.facts.typeNamed(namespace, qname.slice(colon + 1));
  if (type === undefined) {
    found?.report('cvc-elt.4.2', attribute.valueStart, attribute.valueEnd, [qname], { found: qname });
    return declared;
  }
  if (!derives(type, declared, blockedMethods(declaration, declared))) {
    found?.report('cvc-elt.4.3', attribute.valueStart, attribute.valueEnd, [qname, typeName(declared)], {
      found: qname,
    });
    return declared;
  }
  return type;
}

/** The ways to derive that `block` forbids a claimed type (cvc-elt.4.3). */
export function blockedMethods(declaration: ElementDeclaration | null, declared: TypeDefinition): ReadonlySet<string> {
  const byDeclaration = declaration?.block ?? NOTHING;
  return isSimpleType(declared) || declared.block.size === 0
    ? byDeclaration
    : new Set<string>([...byDeclaration, ...declared.block]);
}

const NOTHING: ReadonlySet<string> = new Set();
