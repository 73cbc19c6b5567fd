/**
 * A schema compiled for the prescan: for each type of element the checks of its attributes and its text, and the automaton of
 * its content model as tables over the numbers of names. Compiled on demand, from the same models and types that validate
 * trees. What depends on more than that is not decided here, and the element is validated as a tree.
 */
import {
  isSimpleType,
  nameKey,
  type ComplexType,
  type ElementDeclaration,
  type SimpleType,
  type TypeDefinition,
  type Wildcard,
} from '../xsd/components';
import type { ContentModel, State, Step } from '../xsd/contentModel/contentModel';
import type { ElementName } from '../xsd/names';
import { XSI_NAMESPACE } from '../xsd/read/schemaDocument';
import { anyType } from '../xsd/resolve/builtins';
import { allows } from '../xsd/wildcards';
import { matcherOf } from '../xsd/validate/validSiblings';
import type { Run } from '../xsd/validate/run';
import type { CompiledSchema } from '../xsd/validate/compiledSchema';
import { expandedName, XMLNS_NAMESPACE, type Scope } from '../xml/namespaces';
import { ATTRIBUTE_SIZE, type ByteScanner } from './byteScanner';
import type { ByteNames } from './byteTable';
import { hashOf } from './byteTable';
import { MarkupCache, type CachedMarkup } from './markupCache';
import { valueCheckOf, type ValueCheck } from './valueChecks';

/** What an element may contain. */
export const Content = { Nothing: 0, Text: 1, Elements: 2, Mixed: 3, Unvalidated: 4 } as const;
export type Content = (typeof Content)[keyof typeof Content];

/** A state of a content model. */
export class DfaState {
  /** The transitions taken so far, by the number of the child's name. */
  readonly steps: (DfaTransition | null | undefined)[] = [];
  readonly isAccepting: boolean;

  constructor(
    readonly type: CompiledType,
    /** `null` of types that are not validated. */
    readonly modelState: State | null,
  ) {
    this.isAccepting = modelState?.isAccepting ?? true;
  }
}

/** A transition by one child. */
export class DfaTransition {
  /** The markup that followed such children so far. */
  readonly markupCache = new MarkupCache<DfaState, Markup>();

  constructor(
    readonly target: DfaState,
    /** The child's type; `null` where it is not decided here. */
    readonly type: CompiledType | null,
    /** See `matcherOf`. */
    readonly matcher: string,
  ) {}
}

/** The types and states of the open elements, by depth. */
export interface OpenTypes {
  readonly types: readonly CompiledType[];
  readonly states: readonly DfaState[];
}

/** Cached markup with its effect. */
export interface Markup extends CachedMarkup<DfaState> {
  /** The open elements after the markup, from the common ancestor on. */
  readonly after: OpenTypes;
  /** The transition by the element of the next value. */
  readonly value: DfaTransition;
}

/** What an attribute must be. */
interface AttributeCheck {
  readonly check: ValueCheck | null;
  readonly isRequired: boolean;
}

/** What elements of one type must be, for content in one scope. */
export class CompiledType {
  readonly start: DfaState;
  readonly #model: ContentModel | null;
  readonly #states = new Map<State, DfaState>();
  readonly #attributes: (AttributeCheck | undefined)[] = [];
  readonly #required: number;

  constructor(
    readonly types: CompiledTypes,
    readonly content: Content,
    /** The check of the text; `null` where any text is valid. */
    readonly text: ValueCheck | null,
    /** `null` of simple types, and of types that are not validated. */
    readonly type: ComplexType | null,
  ) {
    const hasChildren = type !== null && (content === Content.Elements || content === Content.Mixed);
    this.#model = hasChildren ? types.facts.model(type) : null;
    this.#required = type === null ? 0 : types.facts.attributes(type).required.length;
    this.start = this.#stateOf(this.#model?.start ?? null);
  }

  /** Whether there are required attributes. */
  get needsAttributes(): boolean {
    return this.#required > 0;
  }

  /** The transition by a child; `null` where it is not allowed, or where that is not decided here. */
  step(state: DfaState, name: number): DfaTransition | null {
    const step = this.#step(state, name);
    state.steps[name] = step;
    return step;
  }

  #step(state: DfaState, name: number): DfaTransition | null {
    const { scope, names } = this.types;
    const text = names.texts[name]!;
    if (!isBound(text, scope)) return null;
    if (this.content === Content.Unvalidated) return new DfaTransition(state, this, 'element');
    return this.stepOver(state, this.types.facts.elementName(text, scope));
  }

  /** The transition by a child with an expanded name. Its type is for content in the scope of these types. */
  stepOver(state: DfaState, name: ElementName): DfaTransition | null {
    const step = this.modelStep(state, name);
    return step && new DfaTransition(this.#stateOf(step.target), this.types.ofStep(step, name), matcherOf(step));
  }

  /** The step of the content model; `null` where there is none. */
  modelStep({ modelState }: DfaState, name: ElementName): Step | null {
    return this.#model === null || modelState === null ? null : this.#model.step(modelState, name);
  }

  /** Whether children are validated: with a schema, only those in elements whose type is known. */
  get isValidated(): boolean {
    return this.content !== Content.Unvalidated || this.types.run === null;
  }

  #stateOf(modelState: State | null): DfaState {
    if (modelState === null) return new DfaState(this, null);
    let state = this.#states.get(modelState);
    if (state === undefined) this.#states.set(modelState, (state = new DfaState(this, modelState)));
    return state;
  }

  /** Whether the attributes of the scanner's current tag are certainly valid. */
  acceptsAttributes(scanner: ByteScanner): boolean {
    const { attributeCount, attributes, bytes } = scanner;
    let required = 0;
    let prefixed = 0;
    for (let i = 0; i < attributeCount * ATTRIBUTE_SIZE; i += ATTRIBUTE_SIZE) {
      const name = attributes[i]!;
      const attribute = (this.#attributes[name] ??= this.#attribute(name));
      if (attribute === UNDECIDED) return false;
      if (attribute.isRequired) required++;
      prefixed += this.types.names.isPrefixed[name]!;
      if (attribute.check === null) continue;
      if (attributes[i + 3] !== 0) return false;
      const [start, end] = [attributes[i + 1]!, attributes[i + 2]!];
      if (!attribute.check.accepts(bytes, start, end, hashOf(bytes, start, end))) return false;
    }
    // Two prefixes may be bound to the same namespace, and two attributes be the same.
    return required === this.#required && prefixed < 2;
  }

  #attribute(name: number): AttributeCheck {
    const { names, scope } = this.types;
    const run = this.types.run!;
    const text = names.texts[name]!;
    if (!isBound(text, scope)) return UNDECIDED;
    const { namespace, local } = expandedName(text, scope, 'attribute');
    if (namespace === XMLNS_NAMESPACE) return UNDECIDED;
    if (this.content === Content.Unvalidated) return ANYTHING;
    if (this.type === null || namespace === XSI_NAMESPACE) return UNDECIDED;
    const use = run.compiled.attributes(this.type).uses.get(nameKey(namespace, local));
    if (use !== undefined) return attributeCheck(use.declaration.type, use.valueConstraint !== null, use.required, run);
    return wildAttribute(this.type.attributeWildcard, namespace, local, run);
  }
}

const UNDECIDED: AttributeCheck = { check: null, isRequired: false };
const ANYTHING: AttributeCheck = { check: null, isRequired: false };

function attributeCheck(type: SimpleType, isConstrained: boolean, isRequired: boolean, run: Run): AttributeCheck {
  const check = valueCheckOf(type, run);
  return check === undefined || isConstrained ? UNDECIDED : { check, isRequired };
}

function wildAttribute(wildcard: Wildcard | null, namespace: string, local: string, run: Run): AttributeCheck {
  if (wildcard === null || !allows(wildcard.constraint, namespace)) return UNDECIDED;
  if (wildcard.processContents === 'skip') return ANYTHING;
  const declaration = run.compiled.schema.attributes.get(nameKey(namespace, local));
  if (declaration !== undefined)
    return attributeCheck(declaration.type, declaration.valueConstraint !== null, false, run);
  return wildcard.processContents === 'lax' ? ANYTHING : UNDECIDED;
}

/** Whether a name is a qualified name with a declared prefix (Namespaces in XML 1.0, 4 and 5), or has none. */
function isBound(name: string, scope: Scope): boolean {
  const parts = name.split(':');
  if (parts.length === 1) return true;
  return parts.length === 2 && QUALIFIED.test(name) && parts[0] !== 'xmlns' && scope.lookup(parts[0]!) !== undefined;
}

const QUALIFIED = /^[^:]+:[\p{Letter}_]/u;

/** The compiled types of one schema for content in one scope. */
export class CompiledTypes {
  /** For elements that are not validated: only their prefixes must be declared. */
  readonly unvalidated: CompiledType;
  readonly #byDeclaration = new Map<ElementDeclaration, CompiledType | null>();
  readonly #byType = new Map<TypeDefinition, CompiledType | null>();

  /** @param run `null` without a schema */
  constructor(
    readonly run: Run | null,
    readonly names: ByteNames,
    readonly scope: Scope,
  ) {
    this.unvalidated = new CompiledType(this, Content.Unvalidated, null, null);
  }

  get facts(): CompiledSchema {
    return this.run!.compiled;
  }

  /** The type of a declared element; `null` where validity depends on more than is decided here. */
  of(declaration: ElementDeclaration): CompiledType | null {
    let compiled = this.#byDeclaration.get(declaration);
    if (compiled === undefined) {
      const isPlain = !declaration.abstract && declaration.valueConstraint === null;
      compiled = isPlain ? this.ofType(declaration.type) : null;
      this.#byDeclaration.set(declaration, compiled);
    }
    return compiled;
  }

  ofType(type: TypeDefinition): CompiledType | null {
    let compiled = this.#byType.get(type);
    if (compiled === undefined) {
      compiled = this.#make(type);
      this.#byType.set(type, compiled);
    }
    return compiled;
  }

  /** The type of a child that a content model accepts. */
  ofStep({ declaration, leaf }: Step, name: ElementName): CompiledType | null {
    if (declaration !== null) return this.of(declaration);
    if (leaf.kind !== 'wildcard') return null;
    const { processContents } = leaf.wildcard;
    if (processContents === 'skip') return this.unvalidated;
    const global = this.facts.schema.elements.get(name.key);
    if (global !== undefined) return this.of(global);
    return processContents === 'lax' ? this.ofType(anyType) : null;
  }

  #make(type: TypeDefinition): CompiledType | null {
    if (isSimpleType(type)) return this.#ofText(type, null);
    if (type.abstract) return null;
    switch (type.contentKind) {
      case 'simple':
        return type.simpleType && this.#ofText(type.simpleType, type);
      case 'empty':
        return new CompiledType(this, Content.Nothing, null, type);
      case 'elementOnly':
        return new CompiledType(this, Content.Elements, null, type);
      case 'mixed':
        return new CompiledType(this, Content.Mixed, null, type);
    }
  }

  #ofText(simpleType: SimpleType, type: ComplexType | null): CompiledType | null {
    const check = valueCheckOf(simpleType, this.run!);
    return check === undefined ? null : new CompiledType(this, Content.Text, check, type);
  }
}

/** The compiled types of one schema, for the scopes of any documents. */
export class TypesByScope {
  readonly #types = new Map<Scope, CompiledTypes>();

  /** @param run `null` without a schema */
  constructor(
    readonly run: Run | null,
    private readonly names: ByteNames,
  ) {}

  /** The number of scopes. */
  get size(): number {
    return this.#types.size;
  }

  in(scope: Scope): CompiledTypes {
    let types = this.#types.get(scope);
    if (types === undefined) this.#types.set(scope, (types = new CompiledTypes(this.run, this.names, scope)));
    return types;
  }
}
