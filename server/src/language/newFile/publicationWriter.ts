import { escapeText } from '../../xml/escape';
import type { Container, Role } from '../../domain/roles';
import { containerOf, type Vocabulary } from '../../domain/vocabulary';
import { EMPTY_ENTITIES } from '../../xml/entities';
import {
  allowedValues,
  check,
  type ElementDeclaration,
  type ModelGroup,
  type Particle,
  type Schema,
  type ValueContext,
} from '../../xsd';
import { ElementWriter, type ValuesOf } from '../completion/elementTemplate';
import { Prefixes } from '../completion/prefixes';
import type { Template } from '../completion/template';
import { textType } from '../support/describe';
import type { Draft, DraftField, DraftValue } from '../../domain/publicationText';

/** A value of a draft that the user has to fill in: private-use characters (Unicode 23.5), which no real value contains. */
export const PLACEHOLDER = '\uE000\uF8FF\uE000';

type AnyDraft = Readonly<Partial<Record<Role, DraftField | readonly AnyDraft[]>>>;

/** The context for checking values without a document. */
const NO_CONTEXT: ValueContext = {
  scope: { lookup: () => undefined },
  unparsedEntities: null,
  isNotation: () => true,
};

/** A container whose content is being written. */
interface OpenContainer {
  readonly container: Container;
  readonly declaration: ElementDeclaration;
  readonly draft: AnyDraft;
  readonly prefixes: Prefixes;
  readonly level: number;
}

/**
 * Writes a drafted publication in the order of a schema, with everything else that the schema requires. Values that the draft
 * does not have, or that are invalid, become placeholders.
 */
export class PublicationWriter {
  private readonly required: ElementWriter;

  constructor(
    private readonly template: Template,
    private readonly schema: Schema,
    private readonly vocabulary: Vocabulary,
  ) {
    this.required = new ElementWriter(template, schema, this.valuesOf);
  }

  /** Writes the whole root element. */
  write(root: ElementDeclaration, publication: Draft<'publication'>): void {
    this.container('publication', root, publication, Prefixes.in(null, EMPTY_ENTITIES), 0);
  }

  private container(
    container: Container,
    declaration: ElementDeclaration,
    draft: AnyDraft,
    prefixes: Prefixes,
    level: number,
  ): void {
    const { type } = declaration;
    const inside = this.startTag(declaration, prefixes);
    if (type.kind === 'complexType' && type.particle !== null) {
      this.particle(type.particle, { container, declaration, draft, prefixes: inside, level: level + 1 });
    }
    this.template.newLine(level);
    this.endTag(declaration, prefixes);
  }

  /** @returns the prefixes in scope in the content */
  private startTag(declaration: ElementDeclaration, prefixes: Prefixes): Prefixes {
    const { name, declarations, inside } = prefixes.element(declaration.namespace, declaration.name);
    this.template.literal(`<${name}${declarations}`);
    const scope = this.required.requiredAttributes(declaration.type, inside);
    this.template.literal('>');
    return scope;
  }

  private endTag({ namespace, name }: ElementDeclaration, prefixes: Prefixes): void {
    this.template.literal(`</${prefixes.element(namespace, name).name}>`);
  }

  private particle(particle: Particle, frame: OpenContainer): void {
    const { term, minOccurs } = particle;
    if (term.kind === 'wildcard') return;
    if (term.kind === 'modelGroup') this.group(term, particle, frame);
    else if (!this.drafted(term, frame)) {
      for (let count = 0; count < minOccurs; count++) this.requiredElement(term, frame);
    }
  }

  private group(group: ModelGroup, { minOccurs, maxOccurs }: Particle, frame: OpenContainer): void {
    const isDrafted = (particle: Particle): boolean => this.isDrafted(particle, frame);
    const drafted = group.particles.filter(isDrafted);
    if (drafted.length === 0 && minOccurs === 0) return;
    if (group.compositor !== 'choice') for (const particle of group.particles) this.particle(particle, frame);
    else if (drafted.length > 0) for (const particle of drafted.slice(0, maxOccurs)) this.particle(particle, frame);
    else if (group.particles[0] !== undefined) this.particle(group.particles[0], frame);
  }

  /** Whether the draft has a value for an element of a particle. */
  private isDrafted({ term }: Particle, frame: OpenContainer): boolean {
    if (term.kind === 'wildcard') return false;
    if (term.kind === 'modelGroup') return term.particles.some((particle) => this.isDrafted(particle, frame));
    return this.substitutes(term).some(({ name }) => this.roleOf(name, frame) !== null);
  }

  private roleOf(name: string, { container, draft }: OpenContainer) {
    const part = this.vocabulary.partOf(container, name);
    const values = part && draft[part.role as Role];
    return part === undefined || values === undefined ? null : { inner: containerOf(part), items: asList(values) };
  }

  private substitutes(head: ElementDeclaration): readonly ElementDeclaration[] {
    return this.schema.substitutables.get(head) ?? [head];
  }

  /** Writes the values of the draft for an element. @returns whether there are any */
  private drafted(head: ElementDeclaration, frame: OpenContainer): boolean {
    let hasValue = false;
    for (const declaration of this.substitutes(head)) {
      const role = this.roleOf(declaration.name, frame);
      for (const item of role?.items ?? []) {
        hasValue = true;
        if (role!.inner === null) this.field(declaration, item as string | DraftValue, frame);
        else {
          this.template.newLine(frame.level);
          this.container(role!.inner, declaration, item as AnyDraft, frame.prefixes, frame.level);
        }
      }
    }
    return hasValue;
  }

  private field(declaration: ElementDeclaration, item: string | DraftValue, frame: OpenContainer): void {
    const value = this.validValue(declaration, typeof item === 'string' ? item : item.value);
    if (value === null) return this.requiredElement(declaration, frame);
    this.template.newLine(frame.level);
    this.startTag(declaration, frame.prefixes);
    this.template.literal(escapeText(value));
    this.endTag(declaration, frame.prefixes);
  }

  /** The value in a form that is valid for the type: a date and time, or the date alone; `null` if neither is. */
  private validValue({ type }: ElementDeclaration, value: string): string | null {
    if (value === PLACEHOLDER) return null;
    const simpleType = textType(type);
    if (simpleType === null) return value;
    const forms = [value, value.replace(/T.*$/, '')];
    return forms.find((form) => check(simpleType, form, NO_CONTEXT) === null) ?? null;
  }

  /** Writes a required element with placeholders for its values. */
  private requiredElement(
    declaration: ElementDeclaration,
    { declaration: within, prefixes, level }: OpenContainer,
  ): void {
    this.template.newLine(level).literal('<');
    this.required.element(declaration, within, prefixes, level);
  }

  private readonly valuesOf: ValuesOf = (declaration, within) => {
    const row = this.vocabulary.elementRow(within?.name ?? null, declaration.name);
    const type = textType(declaration.type);
    return row?.values?.map(({ value }) => value) ?? (type ? allowedValues(type).map(({ value }) => value) : []);
  };
}

function asList(values: DraftField | readonly AnyDraft[]): readonly (string | DraftValue | AnyDraft)[] {
  return Array.isArray(values)
    ? (values as readonly (string | DraftValue | AnyDraft)[])
    : [values as string | DraftValue];
}
