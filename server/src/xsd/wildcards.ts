/** The algebra of namespace constraints (XSD 1.0 Structures 3.10.6). `''` is "no namespace". */
import type { NamespaceConstraint } from './components';

/** Wildcard allows Namespace Name (3.10.4). */
export function allows(constraint: NamespaceConstraint, namespace: string): boolean {
  switch (constraint.kind) {
    case 'any':
      return true;
    case 'not':
      return namespace !== constraint.namespace && namespace !== '';
    case 'in':
      return constraint.namespaces.has(namespace);
  }
}

/** Wildcard Subset (cos-ns-subset). */
export function isSubset(sub: NamespaceConstraint, sup: NamespaceConstraint): boolean {
  if (sup.kind === 'any') return true;
  if (sub.kind === 'any') return false;
  if (sub.kind === 'not') return sup.kind === 'not' && sub.namespace === sup.namespace;
  return [...sub.namespaces].every((namespace) => allows(sup, namespace));
}

/** Attribute Wildcard Intersection (cos-aw-intersect); `null` if it is not expressible. */
export function intersection(a: NamespaceConstraint, b: NamespaceConstraint): NamespaceConstraint | null {
  if (a.kind === 'any') return b;
  if (b.kind === 'any') return a;
  if (a.kind === 'in') return { kind: 'in', namespaces: keep(a.namespaces, (namespace) => allows(b, namespace)) };
  if (b.kind === 'in') return intersection(b, a);
  // `not(absent)` excludes only "no namespace", which the other constraint excludes as well.
  if (a.namespace === b.namespace || b.namespace === '') return a;
  return a.namespace === '' ? b : null;
}

/** Attribute Wildcard Union (cos-aw-union); `null` if it is not expressible. */
export function union(a: NamespaceConstraint, b: NamespaceConstraint): NamespaceConstraint | null {
  if (a.kind === 'any' || b.kind === 'any') return { kind: 'any' };
  if (a.kind === 'in' && b.kind === 'in')
    return { kind: 'in', namespaces: new Set([...a.namespaces, ...b.namespaces]) };
  if (a.kind === 'not' && b.kind === 'not') {
    return a.namespace === b.namespace ? a : { kind: 'not', namespace: '' };
  }
  if (a.kind === 'in') return union(b, a);
  if (a.kind !== 'not' || b.kind !== 'in') return null;
  const namespaces = b.namespaces;
  if (a.namespace === '') return namespaces.has('') ? { kind: 'any' } : a;
  if (namespaces.has(a.namespace)) return namespaces.has('') ? { kind: 'any' } : { kind: 'not', namespace: '' };
  return namespaces.has('') ? null : a;
}

/** Whether some namespace is allowed by both. */
export function overlap(a: NamespaceConstraint, b: NamespaceConstraint): boolean {
  if (a.kind === 'in') return [...a.namespaces].some((namespace) => allows(b, namespace));
  return b.kind !== 'in' || overlap(b, a);
}

function keep(namespaces: ReadonlySet<string>, predicate: (namespace: string) => boolean): Set<string> {
  return new Set([...namespaces].filter(predicate));
}
