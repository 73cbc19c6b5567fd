/**
 * The schema as the stream sees it: for each element that may come, what its tags, its text and its children must be, with
 * the automata of the content models as tables over the numbers of names. Built as it is needed, from the same models and
 * types that validate trees. Where a plan is not sure, it says so, and the element is judged as a tree.
 */
import {
  isSimpleType,
  nameKey,
  type ComplexType,
  type ElementDeclaration,
  type SimpleType,
  type TypeDefinition,
  type Wildcard,
} from '../components';
import type { ContentModel, State, Step } from '../contentModel/contentModel';
import type { ElementName } from '../names';
import { XSI_NAMESPACE } from '../read/schemaDocument';
import { anyType } from '../resolve/builtins';
import { allows } from '../wildcards';
import { takerOf } from '../validate/cleanSiblings';
import type { Run } from '../validate/run';
import type { SchemaFacts } from '../validate/schemaFacts';
import { expandedName, XMLNS_NAMESPACE, type Scope } from '../../xml/namespaces';
import { ATTRIBUTE_SIZE, type ByteScanner } from '../../xml/stream/byteScanner';
import type { ByteNames } from '../../xml/stream/byteNames';
import { hashOf } from '../../xml/stream/byteTable';
import { Trails } from './trails';
import { valueCheckOf, type ValueCheck } from './values';

/** What may stand in an element. */
export const Content = { Nothing: 0, Text: 1, Elements: 2, Mixed: 3, Unjudged: 4 } as const;
export type Content = (typeof Content)[keyof typeof Content];

/** One state of a content model; the steps taken from here before are at hand by the name's number. */
export class Row {
  readonly steps: (RowStep | null | undefined)[] = [];
  readonly mayEnd: boolean;

  constructor(
    readonly plan: Plan,
    /** `null` where nothing is judged. */
    readonly state: State | null,
  ) {
    this.mayEnd = state?.mayEnd ?? true;
  }
}

/** One child taken. */
export class RowStep {
  /** What stood behind such children so far. */
  readonly trails = new Trails();

  constructor(
    readonly target: Row,
    /** `null` where what the child is depends on more than the stream looks at. */
    readonly plan: Plan | null,
    /** See `takerOf`. */
    readonly taker: string,
  ) {}
}

/** What an attribute must be; `null` where any value will do. */
interface AttributePlan {
  readonly check: ValueCheck | null;
  readonly isRequired: boolean;
}

/** What elements of one type must be. */
export class Plan {
  readonly start: Row;
  readonly #model: ContentModel | null;
  readonly #rows = new Map<State, Row>();
  readonly #attributes: (AttributePlan | null | undefined)[] = [];
  readonly #required: number;

  constructor(
    readonly plans: Plans,
    readonly content: Content,
    /** Of the text; `null` where any text will do. */
    readonly text: ValueCheck | null,
    /** `null` of a simple type and where nothing is judged. */
    readonly type: ComplexType | null,
  ) {
    const hasChildren = type !== null && (content === Content.Elements || content === Content.Mixed);
    this.#model = hasChildren ? plans.facts.model(type) : null;
    this.#required = type === null ? 0 : plans.facts.attributes(type).required.length;
    this.start = this.#row(this.#model?.start ?? null);
  }

  /** Attributes may be missing that must be there. */
  get needsAttributes(): boolean {
    return this.#required > 0;
  }

  /** The step over a child; `null` where it may not stand there, or where the plan is not sure. */
  step(row: Row, name: number): RowStep | null {
    const step = this.#step(row, name);
    row.steps[name] = step;
    return step;
  }

  #step(row: Row, name: number): RowStep | null {
    const { scope, names } = this.plans;
    const text = names.texts[name]!;
    if (!isBound(text, scope)) return null;
    if (this.content === Content.Unjudged) return new RowStep(row, this, 'element');
    return this.stepOver(row, this.plans.facts.elementName(text, scope));
  }

  /** The step over a child whose name is known already; its plan is one for content in the scope of these plans. */
  stepOver(row: Row, name: ElementName): RowStep | null {
    const step = this.modelStep(row, name);
    return step && new RowStep(this.#row(step.target), this.plans.ofStep(step, name), takerOf(step));
  }

  /** The step of the content model, where there is one. */
  modelStep({ state }: Row, name: ElementName): Step | null {
    return this.#model === null || state === null ? null : this.#model.step(state, name);
  }

  /** Whether it is known what the children must be, so that they can be found to be so. */
  get isClear(): boolean {
    return this.content !== Content.Unjudged || this.plans.run === null;
  }

  #row(state: State | null): Row {
    if (state === null) return new Row(this, null);
    let row = this.#rows.get(state);
    if (row === undefined) this.#rows.set(state, (row = new Row(this, state)));
    return row;
  }

  /** Whether the attributes of the scanner's last tag are as they must be. */
  acceptsAttributes(scanner: ByteScanner): boolean {
    const { attributeCount, attributes, bytes } = scanner;
    let required = 0;
    let prefixed = 0;
    for (let i = 0; i < attributeCount * ATTRIBUTE_SIZE; i += ATTRIBUTE_SIZE) {
      const name = attributes[i]!;
      const plan = (this.#attributes[name] ??= this.#attribute(name));
      if (plan === NOT_SURE) return false;
      if (plan.isRequired) required++;
      prefixed += this.plans.names.isPrefixed[name]!;
      if (plan.check === null) continue;
      if (attributes[i + 3] !== 0) return false;
      const [start, end] = [attributes[i + 1]!, attributes[i + 2]!];
      if (!plan.check.accepts(bytes, start, end, hashOf(bytes, start, end))) return false;
    }
    // Two prefixes may mean one namespace.
    return required === this.#required && prefixed < 2;
  }

  #attribute(name: number): AttributePlan {
    const { names, scope } = this.plans;
    const run = this.plans.run!;
    const text = names.texts[name]!;
    if (!isBound(text, scope)) return NOT_SURE;
    const { namespace, local } = expandedName(text, scope, 'attribute');
    if (namespace === XMLNS_NAMESPACE) return NOT_SURE;
    if (this.content === Content.Unjudged) return ANYTHING;
    if (this.type === null || namespace === XSI_NAMESPACE) return NOT_SURE;
    const use = run.facts.attributes(this.type).uses.get(nameKey(namespace, local));
    if (use !== undefined) return planned(use.declaration.type, use.valueConstraint !== null, use.required, run);
    return wildAttribute(this.type.attributeWildcard, namespace, local, run);
  }
}

const NOT_SURE: AttributePlan = { check: null, isRequired: false };
const ANYTHING: AttributePlan = { check: null, isRequired: false };

function planned(type: SimpleType, isConstrained: boolean, isRequired: boolean, run: Run): AttributePlan {
  const check = valueCheckOf(type, run);
  return check === undefined || isConstrained ? NOT_SURE : { check, isRequired };
}

function wildAttribute(wildcard: Wildcard | null, namespace: string, local: string, run: Run): AttributePlan {
  if (wildcard === null || !allows(wildcard.constraint, namespace)) return NOT_SURE;
  if (wildcard.processContents === 'skip') return ANYTHING;
  const declaration = run.facts.schema.attributes.get(nameKey(namespace, local));
  if (declaration !== undefined) return planned(declaration.type, declaration.valueConstraint !== null, false, run);
  return wildcard.processContents === 'lax' ? ANYTHING : NOT_SURE;
}

/** Whether a qualified name is one, with a prefix that is declared: Namespaces in XML 1.0, 4 and 5. */
function isBound(name: string, scope: Scope): boolean {
  const parts = name.split(':');
  if (parts.length === 1) return true;
  return parts.length === 2 && QUALIFIED.test(name) && parts[0] !== 'xmlns' && scope.lookup(parts[0]!) !== undefined;
}

const QUALIFIED = /^[^:]+:[\p{Letter}_]/u;

/** The plans of one schema for content in one scope: another scope gives names another meaning. */
export class Plans {
  /** Where the schema says nothing: only the prefixes must be declared. */
  readonly unjudged: Plan;
  readonly #byDeclaration = new Map<ElementDeclaration, Plan | null>();
  readonly #byType = new Map<TypeDefinition, Plan | null>();

  /** @param run `null` where there is no schema */
  constructor(
    readonly run: Run | null,
    readonly names: ByteNames,
    readonly scope: Scope,
  ) {
    this.unjudged = new Plan(this, Content.Unjudged, null, null);
  }

  get facts(): SchemaFacts {
    return this.run!.facts;
  }

  /** The plan of what is declared so; `null` where the stream does not look at all that the declaration says. */
  of(declaration: ElementDeclaration): Plan | null {
    let plan = this.#byDeclaration.get(declaration);
    if (plan === undefined) {
      const isPlain = !declaration.abstract && declaration.valueConstraint === null;
      plan = isPlain ? this.ofType(declaration.type) : null;
      this.#byDeclaration.set(declaration, plan);
    }
    return plan;
  }

  ofType(type: TypeDefinition): Plan | null {
    let plan = this.#byType.get(type);
    if (plan === undefined) {
      plan = this.#make(type);
      this.#byType.set(type, plan);
    }
    return plan;
  }

  /** The plan of a child that a content model took. */
  ofStep({ declaration, leaf }: Step, name: ElementName): Plan | null {
    if (declaration !== null) return this.of(declaration);
    if (leaf.kind !== 'wildcard') return null;
    const { processContents } = leaf.wildcard;
    if (processContents === 'skip') return this.unjudged;
    const global = this.facts.schema.elements.get(name.key);
    if (global !== undefined) return this.of(global);
    return processContents === 'lax' ? this.ofType(anyType) : null;
  }

  #make(type: TypeDefinition): Plan | null {
    if (isSimpleType(type)) return this.#ofText(type, null);
    if (type.abstract) return null;
    switch (type.contentKind) {
      case 'simple':
        return type.simpleType && this.#ofText(type.simpleType, type);
      case 'empty':
        return new Plan(this, Content.Nothing, null, type);
      case 'elementOnly':
        return new Plan(this, Content.Elements, null, type);
      case 'mixed':
        return new Plan(this, Content.Mixed, null, type);
    }
  }

  #ofText(simpleType: SimpleType, type: ComplexType | null): Plan | null {
    const check = valueCheckOf(simpleType, this.run!);
    return check === undefined ? null : new Plan(this, Content.Text, check, type);
  }
}
