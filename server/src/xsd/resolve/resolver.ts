/**
 * Resolves definitions to components: the parts that all kinds of components share.
 *
 * Components refer to each other in cycles (the type of an element can contain the element). So a component is created and
 * registered first and completed later; a caller that needs a complete one at once, as a derived type needs its base, calls
 * `fill`.
 */
import {
  nameKey,
  type Annotation,
  type ComplexType,
  type IdentityConstraint,
  type Schema,
  type SchemaPlace,
  type SimpleType,
} from '../components';
import { keyOf, type GlobalDefinition, type GlobalKind, type Globals } from '../read/globals';
import { expandedQName, type ResolvedName } from '../read/qnames';
import { XML_NAMESPACE, XSD_NAMESPACE, type SchemaElement } from '../read/schemaDocument';
import type { LimitCode } from '../codes/schemaCodes';
import { MAX_INHERITED, MAX_NESTED_DEFINITIONS } from '../limits';
import type { ReportSchemaProblem } from '../report';
import type { PrefixScope, ValueContext } from '../simpleTypes/types';

/** Creates the type of a definition, or of an element that defines an anonymous one. */
export type MakeType<T> = (resolver: Resolver, element: SchemaElement, definition?: GlobalDefinition | null) => T;

/** Creates types; injected, because the modules of types and elements depend on each other. */
export interface TypeBuilders {
  readonly simpleType: MakeType<SimpleType>;
  readonly complexType: MakeType<ComplexType>;
}

export class Resolver {
  /** Components by their definition or element. */
  readonly #made = new Map<GlobalDefinition | SchemaElement, unknown>();
  readonly #making = new Set<GlobalDefinition | SchemaElement>();
  readonly #unfilled = new Map<unknown, () => void>();
  readonly #filling = new Set<unknown>();
  readonly #checks: (() => void)[] = [];
  readonly #references: (() => void)[] = [];
  readonly #limitsMet = new Set<LimitCode>();
  #inherited = 0;
  #depth = 0;

  /** By name key; identity constraints are registered when their element declarations are created. */
  readonly identityConstraints = new Map<string, IdentityConstraint>();
  /** See `Schema.substitutables`; set when all components are completed. */
  substitutables: Schema['substitutables'] = new Map();
  /** The abstract members of substitution groups, by head; set with {@link substitutables}. */
  abstractMembers: Schema['substitutables'] = new Map();
  /** `SimpleType` itself does not hold its annotation. */
  readonly typeAnnotations = new Map<SimpleType, Annotation>();

  constructor(
    readonly globals: Globals,
    readonly report: ReportSchemaProblem,
    readonly builders: TypeBuilders,
  ) {}

  /** The component of a definition, created by `make` on first use. */
  once<T>(source: GlobalDefinition | SchemaElement, make: () => T): T {
    if (!this.#made.has(source)) this.#made.set(source, make());
    return this.#made.get(source) as T;
  }

  /**
   * As {@link once}, for components that cannot exist before their parts.
   * @param circular gives the result for a request for the component during its own creation
   */
  onceComplete<T>(source: GlobalDefinition | SchemaElement, make: () => T, circular: () => T): T {
    if (this.#made.has(source)) return this.#made.get(source) as T;
    if (this.#making.has(source) || this.#making.size >= MAX_NESTED_DEFINITIONS) return circular();
    this.#making.add(source);
    const component = make();
    this.#making.delete(source);
    return this.#register(source, component);
  }

  /** Registers the component of a definition. */
  #register<T>(source: GlobalDefinition | SchemaElement, component: T): T {
    this.#made.set(source, component);
    return component;
  }

  /** Defers the completion of a component to {@link fill}, at the latest to {@link fillAll}. */
  fillLater(component: unknown, fill: () => void): void {
    this.#unfilled.set(component, fill);
  }

  /**
   * Completes a component now. `false` if its completion has begun already: the component depends on itself.
   *
   * Components that do not depend on themselves are completed in such an order (`completionOrder.ts`) that those which they
   * depend on are complete. So a call within many others is one in a cycle, and the same answer holds.
   */
  fill(component: unknown): boolean {
    const fill = this.#unfilled.get(component);
    if (fill === undefined) return !this.#filling.has(component);
    if (this.#depth >= MAX_NESTED_DEFINITIONS) return false;
    this.#unfilled.delete(component);
    this.#filling.add(component);
    this.nested(fill);
    this.#filling.delete(component);
    return true;
  }

  /** Runs work that a recursive function does one level further down, so that {@link fill} knows the depth. */
  nested<T>(work: () => T): T {
    this.#depth++;
    try {
      return work();
    } finally {
      this.#depth--;
    }
  }

  /** Reports that a limit is met; each limit once, because more places only follow from the first. */
  reportLimit(code: LimitCode, limit: number, place: SchemaPlace): void {
    if (this.#limitsMet.has(code)) return;
    this.#limitsMet.add(code);
    this.report(code, place, [String(limit)]);
  }

  /** Counts what a type inherits. `false`, and a problem, where that is more than all types of a schema can inherit. */
  canInherit(count: number, place: SchemaPlace): boolean {
    this.#inherited += count;
    if (this.#inherited <= MAX_INHERITED) return true;
    this.reportLimit('limit.inherited', MAX_INHERITED, place);
    return false;
  }

  /** Defers the resolution of a `refer` until all identity constraints are registered. */
  referLater(refer: () => void): void {
    this.#references.push(refer);
  }

  /** Defers a check until all components are completed and {@link substitutables} is set. */
  checkLater(check: () => void): void {
    this.#checks.push(check);
  }

  /** Completes all remaining components and references. */
  fillAll(): void {
    while (this.#unfilled.size > 0) for (const component of [...this.#unfilled.keys()]) this.fill(component);
    for (const refer of this.#references) refer();
  }

  /** Runs the deferred checks. */
  runChecks(): void {
    for (let index = 0; index < this.#checks.length; index++) this.#checks[index]!();
  }

  /** The expanded name of a QName in an attribute; `null` (and a problem) if its prefix is not declared. */
  resolveName(element: SchemaElement, qname: string, place: SchemaPlace): ResolvedName | null {
    const name = expandedQName(element, qname);
    if (name === null) this.report('src-qname', place, [qname, qname.slice(0, qname.indexOf(':'))]);
    return name;
  }

  /**
   * The definition that a reference resolves to; `null` (and a problem) if there is none.
   * @param within the definition that contains the reference: a redefinition's own name resolves to the redefined one
   */
  find(
    kind: GlobalKind,
    element: SchemaElement,
    qname: string,
    place: SchemaPlace,
    within: GlobalDefinition | null = null,
  ): GlobalDefinition | null {
    const name = this.resolveName(element, qname, place);
    if (name === null || !this.canRefer(element, name, qname, place)) return null;
    if (within?.redefines && within.kind === kind && keyOf(within) === name.key) return within.redefines;
    const definition = this.globals.get(kind, name.key);
    if (definition === undefined) this.report('src-resolve', place, [qname, kind]);
    return definition ?? null;
  }

  /** src-resolve.4: a document refers only to its target namespace and imported ones; any other is reported. */
  canRefer(element: SchemaElement, name: ResolvedName, qname: string, place: SchemaPlace): boolean {
    const { document } = element;
    const { namespace } = name;
    if (namespace === document.targetNamespace || document.imports.has(namespace)) return true;
    this.report(namespace === '' ? 'src-resolve.4.1' : 'src-resolve.4.2', place, [qname, namespace]);
    return false;
  }

  /** The context for checking a value in a schema document. */
  valueContext(scope: PrefixScope): ValueContext {
    return {
      scope,
      unparsedEntities: null,
      isNotation: (namespace, local) => this.globals.get('notation', nameKey(namespace, local)) !== undefined,
    };
  }
}

/** Whether a name is in the XSD namespace, whose types are built in. */
export function isBuiltinName(name: ResolvedName): boolean {
  return name.namespace === XSD_NAMESPACE;
}

/** A component before its completion. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The annotation of an element of a schema document. */
export function annotationOf(element: SchemaElement): Annotation | null {
  const annotation = element.children.find((child) => child.isXsd('annotation'));
  if (annotation === undefined) return null;
  return new AnnotationOf(annotation);
}

/** Read when it is asked for: most annotations never are. */
class AnnotationOf implements Annotation {
  #documentation: Annotation['documentation'] | null = null;
  #appinfo: Annotation['appinfo'] | null = null;

  constructor(private readonly element: SchemaElement) {}

  get documentation(): Annotation['documentation'] {
    return (this.#documentation ??= this.#parts('documentation').map((part) => ({
      text: part.text,
      language: part.attributes.find((a) => a.namespace === XML_NAMESPACE && a.local === 'lang')?.value ?? '',
      source: part.value('source') ?? '',
    })));
  }

  get appinfo(): Annotation['appinfo'] {
    return (this.#appinfo ??= this.#parts('appinfo').map((part) => part.text));
  }

  #parts(local: string): SchemaElement[] {
    return this.element.children.filter((child) => child.isXsd(local));
  }
}

/** The range of a component's name; without one, that of the name in the start tag. */
export function sourceOf(element: SchemaElement): SchemaPlace {
  return element.placeOf('name');
}

/** What an anonymous type is defined in, for messages: `<element>`, `@attribute`, or the name of a type or group. */
export function definedIn(element: SchemaElement): string {
  for (let at = element.parent; at !== null; at = at.parent) {
    const name = at.value('name');
    if (name === undefined) continue;
    if (at.local === 'element') return `<${name}>`;
    return at.local === 'attribute' ? `@${name}` : name;
  }
  return '';
}

/** The value of a boolean attribute; `otherwise` if it is absent or invalid. */
export function flag(element: SchemaElement, attribute: string, otherwise = false): boolean {
  const value = element.value(attribute);
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : otherwise;
}

const NONE: ReadonlySet<never> = new Set();

/** Those of `methods` that `block` or `final` names, else those that the `…Default` of the schema names. */
export function derivationSet<T extends string>(
  element: SchemaElement,
  attribute: 'block' | 'final',
  methods: readonly T[],
): ReadonlySet<T> {
  const value = element.value(attribute) ?? element.schema.value(`${attribute}Default`) ?? '';
  if (value === '') return NONE;
  if (value === '#all') return new Set(methods);
  const named = value.split(/\s+/);
  return new Set(methods.filter((method) => named.includes(method)));
}
