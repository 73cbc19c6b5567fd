import type { ElementDeclaration, Particle, TypeDefinition } from '../../xsd';
import { allowedValues } from '../../xsd/simpleTypes';
import { textType } from '../describe';
import type { Prefixes } from './prefixes';
import type { Template } from './template';

/** The values that may stand in an element of a declaration; empty for "any". */
export type ValuesOf = (declaration: ElementDeclaration, within: ElementDeclaration | null) => readonly string[];

/** More copies of one required element than anyone wants to see at once. */
const MOST_COPIES = 20;
/** More levels than any sensible vocabulary nests required elements; a recursive one would never end. */
const MOST_LEVELS = 12;

/**
 * Writes an element with everything that must be in it: required attributes, required children with theirs, places for
 * what only the user knows. What it writes is valid but for the values.
 */
export class ElementWriter {
  constructor(
    private readonly template: Template,
    private readonly valuesOf: ValuesOf,
  ) {}

  /**
   * From the name in the start tag to the end tag; the `<` is the caller's.
   * @param level how deep the element's own line is indented
   */
  element(declaration: ElementDeclaration, within: ElementDeclaration | null, prefixes: Prefixes, level: number): void {
    const { name, declares, inside } = prefixes.element(declaration.namespace, declaration.name);
    const { template } = this;
    const { type } = declaration;
    template.literal(name);
    if (declares !== undefined)
      template.literal(` xmlns="${declares.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`);
    this.requiredAttributes(type, inside);
    if (type.kind === 'complexType' && type.contentKind === 'empty') {
      template.literal('/>');
      return;
    }
    template.literal('>');
    const children = level < MOST_LEVELS ? requiredChildren(type) : [];
    for (const child of children) {
      template.newLine(level + 1).literal('<');
      this.element(child, declaration, inside, level + 1);
    }
    if (children.length > 0) template.newLine(level);
    else this.content(declaration, within);
    template.literal(`</${name}>`);
  }

  private requiredAttributes(type: TypeDefinition, prefixes: Prefixes): void {
    if (type.kind !== 'complexType') return;
    for (const { declaration, required, valueConstraint } of type.attributeUses) {
      const name = prefixes.attribute(declaration.namespace, declaration.name);
      if (!required || name === null) continue;
      this.template.literal(` ${name}="`);
      if (valueConstraint !== null) this.template.literal(valueConstraint.value);
      else this.template.choice(allowedValues(declaration.type).map(({ value }) => value));
      this.template.literal('"');
    }
  }

  private content(declaration: ElementDeclaration, within: ElementDeclaration | null): void {
    const { valueConstraint, type } = declaration;
    if (valueConstraint?.kind === 'fixed') this.template.literal(valueConstraint.value);
    else this.template.choice(textType(type) === null ? [] : this.valuesOf(declaration, within));
  }
}

/** The children without which a type's content is incomplete, as often as they are needed; of a choice, those of its first branch. */
function requiredChildren(type: TypeDefinition): ElementDeclaration[] {
  return type.kind === 'complexType' && type.particle !== null ? requiredIn(type.particle) : [];
}

function requiredIn({ term, minOccurs }: Particle): ElementDeclaration[] {
  if (minOccurs === 0) return [];
  const once = requiredOnce(term);
  return Array.from({ length: Math.min(minOccurs, MOST_COPIES) }, () => once).flat();
}

function requiredOnce(term: Particle['term']): ElementDeclaration[] {
  if (term.kind === 'element') return [term];
  if (term.kind === 'wildcard') return [];
  if (term.compositor !== 'choice') return term.particles.flatMap(requiredIn);
  const branches = term.particles.map(requiredIn);
  return branches.find((branch) => branch.length === 0) ?? branches[0] ?? [];
}
