import {
  substituteFor,
  type AttributeDeclaration,
  candidateTypes,
  XSI_NAMESPACE,
  type ElementDeclaration,
  type Schema,
  type TypeDefinition,
} from '../../xsd';
import { allowedValues } from '../../xsd/simpleTypes';
import { escapeAttribute, escapeText } from '../../xml/escape';
import { textType } from '../support/describe';
import type { Prefixes } from './prefixes';
import { requiredChildren } from './requiredContent';
import type { Template } from './template';

/** Decides which values other elements have that a unique or key allows once. @param attribute `null`: the text of the element */
export type TakenValues = (
  declaration: ElementDeclaration,
  attribute: AttributeDeclaration | null,
) => (value: string) => boolean;

const NOTHING_TAKEN: TakenValues = () => () => false;

/** The known values of an element; empty where any value is allowed. @param within the declaration of its parent, if known */
export type ValuesOf = (declaration: ElementDeclaration, within: ElementDeclaration | null) => readonly string[];

/** Deeper than vocabularies nest required elements; it ends the recursion of recursive content models. */
const MAX_LEVELS = 12;
/** Larger insertions are not useful. */
const MAX_ELEMENTS = 500;

/**
 * Writes an element with its required attributes and, recursively, its required children; values to be filled in become
 * placeholders. The result is valid except for these values.
 */
export class ElementWriter {
  private count = 0;

  constructor(
    private readonly template: Template,
    private readonly schema: Schema,
    private readonly valuesOf: ValuesOf,
    private readonly takenValues: TakenValues = NOTHING_TAKEN,
  ) {}

  /**
   * Writes from the name in the start tag to the end tag; the caller writes the `<`.
   * @param head if it is abstract, the first member of its substitution group is written
   * @param level indentation level of the element's line
   * @param xsiType the type of the element, if it is not the declared one: `xsi:type` is written
   */
  element(
    head: ElementDeclaration,
    within: ElementDeclaration | null,
    prefixes: Prefixes,
    level: number,
    xsiType?: TypeDefinition,
  ): void {
    const { template, schema } = this;
    const declaration = substituteFor(head, schema);
    const { name, declarations, inside } = prefixes.element(declaration.namespace, declaration.name);
    const type = xsiType ?? candidateTypes(declaration, schema)[0] ?? declaration.type;
    this.count++;
    template.literal(name + declarations);
    const withType = type === declaration.type ? inside : this.xsiTypeAttribute(type, inside);
    // Constraints are looked at for the outermost element only, whose place in the document is known.
    const taken = within === null ? (of: AttributeDeclaration | null) => this.takenValues(declaration, of) : undefined;
    const scope = this.requiredAttributes(type, withType, taken);
    if (type.kind === 'complexType' && type.contentKind === 'empty') {
      template.literal('/>');
      return;
    }
    template.literal('>');
    const children = level < MAX_LEVELS && this.count < MAX_ELEMENTS ? requiredChildren(type, schema) : [];
    for (const child of children) {
      template.newLine(level + 1);
      if (child === null) {
        template.placeholder();
        continue;
      }
      template.literal('<');
      this.element(child, declaration, scope, level + 1);
    }
    if (children.length > 0) template.newLine(level);
    else this.content(declaration, type, within, taken?.(null));
    template.literal(`</${name}>`);
  }

  private xsiTypeAttribute(type: TypeDefinition, prefixes: Prefixes): Prefixes {
    const attribute = prefixes.attribute(XSI_NAMESPACE, 'type');
    const value = attribute.inside.value(type.namespace, type.name ?? '');
    if (value === null) return prefixes;
    const { declarations } = attribute;
    this.template.literal(`${declarations}${value.declarations} ${attribute.name}="${value.name}"`);
    return value.inside;
  }

  /**
   * Writes the required attributes, each after a space, and those whose default value is taken.
   * @returns the prefixes in scope with their declarations
   */
  requiredAttributes(
    type: TypeDefinition,
    prefixes: Prefixes,
    taken?: (attribute: AttributeDeclaration) => (value: string) => boolean,
  ): Prefixes {
    if (type.kind !== 'complexType') return prefixes;
    let scope = prefixes;
    for (const { declaration, required, valueConstraint } of type.attributeUses) {
      const isTaken = taken?.(declaration);
      // A default that another element has already is no value for this one.
      const needsOther = valueConstraint?.kind === 'default' && isTaken?.(valueConstraint.value) === true;
      if (!required && !needsOther) continue;
      const { name, declarations, inside } = scope.attribute(declaration.namespace, declaration.name);
      scope = inside;
      this.template.literal(`${declarations} ${name}="`);
      if (valueConstraint?.kind === 'fixed') this.template.literal(escapeAttribute(valueConstraint.value));
      else this.template.choice(freeValues(declaration, isTaken).map(escapeAttribute));
      this.template.literal('"');
    }
    return scope;
  }

  private content(
    declaration: ElementDeclaration,
    type: TypeDefinition,
    within: ElementDeclaration | null,
    isTaken: (value: string) => boolean = () => false,
  ): void {
    const { valueConstraint } = declaration;
    if (valueConstraint?.kind === 'fixed') this.template.literal(escapeText(valueConstraint.value));
    else if (valueConstraint !== null) this.template.placeholder(escapeText(valueConstraint.value));
    else {
      const values = textType(type) === null ? [] : this.valuesOf(declaration, within);
      this.template.choice(values.filter((value) => !isTaken(value)).map(escapeText));
    }
  }
}

function freeValues({ type }: AttributeDeclaration, isTaken: (value: string) => boolean = () => false): string[] {
  return allowedValues(type).flatMap(({ value }) => (isTaken(value) ? [] : [value]));
}
