import { standIn, typesFor, XSI_NAMESPACE, type ElementDeclaration, type Schema, type TypeDefinition } from '../../xsd';
import { allowedValues } from '../../xsd/simpleTypes';
import { escapeAttribute, escapeText } from '../../vpc/escape';
import { textType } from '../describe';
import type { Prefixes } from './prefixes';
import { requiredChildren } from './requiredContent';
import type { Template } from './template';

/** The values that may stand in an element of a declaration; empty for "any". */
export type ValuesOf = (declaration: ElementDeclaration, within: ElementDeclaration | null) => readonly string[];

/** More levels than any sensible vocabulary nests required elements; a recursive one would never end. */
const MOST_LEVELS = 12;
/** More elements than anyone wants to be given at once. */
const MOST_ELEMENTS = 500;

/**
 * Writes an element with everything that must be in it: required attributes, required children with theirs, places for
 * what only the user knows. What it writes is valid but for the values.
 */
export class ElementWriter {
  private count = 0;

  constructor(
    private readonly template: Template,
    private readonly schema: Schema,
    private readonly valuesOf: ValuesOf,
  ) {}

  /**
   * From the name in the start tag to the end tag; the `<` is the caller's.
   * @param head what may stand there; an abstract one is written as the first that may stand for it
   * @param level how deep the element's own line is indented
   * @param claimed the type that it is to have, claimed by `xsi:type` where it is not the declared one
   */
  element(
    head: ElementDeclaration,
    within: ElementDeclaration | null,
    prefixes: Prefixes,
    level: number,
    claimed?: TypeDefinition,
  ): void {
    const { template, schema } = this;
    const declaration = standIn(head, schema);
    const { name, declarations, inside } = prefixes.element(declaration.namespace, declaration.name);
    const type = claimed ?? typesFor(declaration, schema)[0] ?? declaration.type;
    this.count++;
    template.literal(name + declarations);
    const claiming = type === declaration.type ? inside : this.typeClaim(type, inside);
    const scope = this.requiredAttributes(type, claiming);
    if (type.kind === 'complexType' && type.contentKind === 'empty') {
      template.literal('/>');
      return;
    }
    template.literal('>');
    const children = level < MOST_LEVELS && this.count < MOST_ELEMENTS ? requiredChildren(type, schema) : [];
    for (const child of children) {
      template.newLine(level + 1);
      if (child === null) {
        template.place();
        continue;
      }
      template.literal('<');
      this.element(child, declaration, scope, level + 1);
    }
    if (children.length > 0) template.newLine(level);
    else this.content(declaration, type, within);
    template.literal(`</${name}>`);
  }

  private typeClaim(type: TypeDefinition, prefixes: Prefixes): Prefixes {
    const attribute = prefixes.attribute(XSI_NAMESPACE, 'type');
    const value = attribute.inside.value(type.namespace, type.name ?? '');
    if (value === null) return prefixes;
    const { declarations } = attribute;
    this.template.literal(`${declarations}${value.declarations} ${attribute.name}="${value.name}"`);
    return value.inside;
  }

  /** The attributes without which a start tag is incomplete, each with a blank in front. @returns the prefixes that hold behind them */
  requiredAttributes(type: TypeDefinition, prefixes: Prefixes): Prefixes {
    if (type.kind !== 'complexType') return prefixes;
    let scope = prefixes;
    for (const { declaration, required, valueConstraint } of type.attributeUses) {
      if (!required) continue;
      const { name, declarations, inside } = scope.attribute(declaration.namespace, declaration.name);
      scope = inside;
      this.template.literal(`${declarations} ${name}="`);
      if (valueConstraint?.kind === 'fixed') this.template.literal(escapeAttribute(valueConstraint.value));
      else this.template.choice(allowedValues(declaration.type).map(({ value }) => escapeAttribute(value)));
      this.template.literal('"');
    }
    return scope;
  }

  private content(declaration: ElementDeclaration, type: TypeDefinition, within: ElementDeclaration | null): void {
    const { valueConstraint } = declaration;
    if (valueConstraint?.kind === 'fixed') this.template.literal(escapeText(valueConstraint.value));
    else if (valueConstraint !== null) this.template.place(escapeText(valueConstraint.value));
    else {
      const values = textType(type) === null ? [] : this.valuesOf(declaration, within);
      this.template.choice(values.map(escapeText));
    }
  }
}
