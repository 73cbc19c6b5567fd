/**
 * Turns definitions into components: what all constructs share.
 *
 * Components refer to each other in circles (an element's type holds the element). So a component is made and known first
 * and filled in later; `fill` is called by whoever needs a complete one at once, as a derived type needs its base.
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
import { XML_NAMESPACE, XSD_NAMESPACE, type SchemaElement } from '../read/schemaDocument';
import type { ReportSchemaProblem } from '../report';
import type { PrefixScope, ValueContext } from '../simpleTypes/types';

/** What a QName in a schema document means. */
export interface ResolvedName {
  readonly namespace: string;
  readonly local: string;
  readonly key: string;
}

/** Makes the type of a definition, or of an element that defines one without a name. */
export type MakeType<T> = (resolver: Resolver, element: SchemaElement, definition?: GlobalDefinition | null) => T;

/** Makes types; handed in, because types are made of elements which have types. */
export interface TypeBuilders {
  readonly simpleType: MakeType<SimpleType>;
  readonly complexType: MakeType<ComplexType>;
}

export class Resolver {
  /** Components by the definition or element that they were made from. */
  readonly #made = new Map<GlobalDefinition | SchemaElement, unknown>();
  readonly #making = new Set<GlobalDefinition | SchemaElement>();
  readonly #unfilled = new Map<unknown, () => void>();
  readonly #filling = new Set<unknown>();
  readonly #checks: (() => void)[] = [];
  readonly #references: (() => void)[] = [];

  /** By key; identity constraints are registered as the elements that hold them are made. */
  readonly identityConstraints = new Map<string, IdentityConstraint>();
  /** See `Schema.substitutables`; set when all components are complete. */
  substitutables: Schema['substitutables'] = new Map();
  /** A simple type has no place for its annotation. */
  readonly typeAnnotations = new Map<SimpleType, Annotation>();

  constructor(
    readonly globals: Globals,
    readonly report: ReportSchemaProblem,
    readonly builders: TypeBuilders,
  ) {}

  /** The component made from a definition, by `make` the first time. */
  once<T>(source: GlobalDefinition | SchemaElement, make: () => T): T {
    if (!this.#made.has(source)) this.#made.set(source, make());
    return this.#made.get(source) as T;
  }

  /**
   * As {@link once}, for components that cannot exist before what they are made of.
   * @param circular answers who asks for the component from inside its own making
   */
  onceComplete<T>(source: GlobalDefinition | SchemaElement, make: () => T, circular: () => T): T {
    if (this.#made.has(source)) return this.#made.get(source) as T;
    if (this.#making.has(source)) return circular();
    this.#making.add(source);
    const component = make();
    this.#making.delete(source);
    return this.made(source, component);
  }

  /** Remembers the component of a definition before it is complete. */
  made<T>(source: GlobalDefinition | SchemaElement, component: T): T {
    this.#made.set(source, component);
    return component;
  }

  /** Fills a component in later, at the latest in {@link finish}. */
  fillLater(component: unknown, fill: () => void): void {
    this.#unfilled.set(component, fill);
  }

  /** Fills a component in now. `false` where that is going on already: the component depends on itself. */
  fill(component: unknown): boolean {
    const fill = this.#unfilled.get(component);
    if (fill === undefined) return !this.#filling.has(component);
    this.#unfilled.delete(component);
    this.#filling.add(component);
    fill();
    this.#filling.delete(component);
    return true;
  }

  /** Puts off what needs every identity constraint to be known. */
  referLater(refer: () => void): void {
    this.#references.push(refer);
  }

  /** Puts a check off until all components are complete and {@link substitutables} are known. */
  checkLater(check: () => void): void {
    this.#checks.push(check);
  }

  /** Fills in everything that is left. */
  fillAll(): void {
    while (this.#unfilled.size > 0) for (const component of [...this.#unfilled.keys()]) this.fill(component);
    for (const refer of this.#references) refer();
  }

  /** Runs the checks that were put off. */
  runChecks(): void {
    for (let index = 0; index < this.#checks.length; index++) this.#checks[index]!();
  }

  /** The name that a QName in an attribute means; `null` (and a problem) where its prefix is not declared. */
  resolveName(element: SchemaElement, qname: string, place: SchemaPlace): ResolvedName | null {
    const colon = qname.indexOf(':');
    const prefix = colon < 0 ? '' : qname.slice(0, colon);
    const local = qname.slice(colon + 1);
    const declared = prefix === 'xml' ? XML_NAMESPACE : element.scope.lookup(prefix);
    if (declared === undefined && prefix !== '') {
      this.report('src-qname', place, [qname, prefix]);
      return null;
    }
    const { document } = element;
    const namespace = (declared ?? '') === '' && document.chameleon ? document.targetNamespace : (declared ?? '');
    return { namespace, local, key: nameKey(namespace, local) };
  }

  /**
   * The definition that a reference means; `null` (and a problem) where there is none.
   * @param within the definition that the reference stands in, where that one redefines another
   */
  find(
    kind: GlobalKind,
    element: SchemaElement,
    qname: string,
    place: SchemaPlace,
    within: GlobalDefinition | null = null,
  ): GlobalDefinition | null {
    const name = this.resolveName(element, qname, place);
    if (name === null || !this.mayRefer(element, name, qname, place)) return null;
    if (within?.redefines && within.kind === kind && keyOf(within) === name.key) return within.redefines;
    const definition = this.globals.get(kind, name.key);
    if (definition === undefined) this.report('src-resolve', place, [qname, kind]);
    return definition ?? null;
  }

  /** src-resolve.4: a document names only what it defines, includes or imports. */
  mayRefer(element: SchemaElement, name: ResolvedName, qname: string, place: SchemaPlace): boolean {
    const { document } = element;
    const { namespace } = name;
    if (namespace === document.targetNamespace || document.imports.has(namespace)) return true;
    this.report(namespace === '' ? 'src-resolve.4.1' : 'src-resolve.4.2', place, [qname, namespace]);
    return false;
  }

  /** What a value in a schema document needs to know to be judged. */
  valueContext(scope: PrefixScope): ValueContext {
    return {
      scope,
      unparsedEntities: null,
      isNotation: (namespace, local) => this.globals.get('notation', nameKey(namespace, local)) !== undefined,
    };
  }
}

/** Whether a name is in the namespace of XSD itself, whose types are built in. */
export function isBuiltinName(name: ResolvedName): boolean {
  return name.namespace === XSD_NAMESPACE;
}

/** A component while it is made. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The annotation of an element of a schema document. */
export function annotationOf(element: SchemaElement): Annotation | null {
  const annotation = element.children.find((child) => child.isXsd('annotation'));
  if (annotation === undefined) return null;
  const parts = (local: string): SchemaElement[] => annotation.children.filter((child) => child.isXsd(local));
  return {
    documentation: parts('documentation').map((part) => ({
      text: part.text,
      language: part.attributes.find((a) => a.namespace === XML_NAMESPACE && a.local === 'lang')?.value ?? '',
      source: part.value('source') ?? '',
    })),
    appinfo: parts('appinfo').map((part) => part.text),
  };
}

/** Where a component says its name; the start tag where it has none. */
export function sourceOf(element: SchemaElement): SchemaPlace {
  return element.placeOf('name');
}

/** A boolean attribute. */
export function flag(element: SchemaElement, attribute: string, otherwise = false): boolean {
  const value = element.value(attribute);
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : otherwise;
}

const NONE: ReadonlySet<never> = new Set();

/** The methods that `block` or `final` names, else those that the schema's `…Default` names, as far as they mean something here. */
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
