import type { Draft, DraftFact, DraftValue } from '../vpc/draft';
import { escapeText } from '../vpc/escape';
import type { Container, Role } from '../vpc/roles';
import { containerOf, type Vocabulary } from '../vpc/vocabulary';
import { EMPTY_ENTITIES } from '../xml/entities';
import {
  allowedValues,
  check,
  type ElementDeclaration,
  type ModelGroup,
  type Particle,
  type Schema,
  type ValueContext,
} from '../xsd';
import { ElementWriter, type ValuesOf } from './completion/elementTemplate';
import { Prefixes } from './completion/prefixes';
import type { Template } from './completion/template';
import { textType } from './describe';

/** Stands in a draft for a value that only the user knows: private characters (Unicode 23.5) that nobody's name has. */
export const PLACE = '\uE000\uF8FF\uE000';

type AnyDraft = Readonly<Partial<Record<Role, DraftFact | readonly AnyDraft[]>>>;

/** Values are judged where no document is yet. */
const NOWHERE: ValueContext = {
  scope: { lookup: () => undefined },
  unparsedEntities: null,
  isNotation: () => true,
};

/** An element that holds others, while its content is written. */
interface Frame {
  readonly container: Container;
  readonly declaration: ElementDeclaration;
  readonly draft: AnyDraft;
  readonly prefixes: Prefixes;
  readonly level: number;
}

/**
 * Writes a drafted publication as a schema asks for it: in its order, with everything else that it requires. Whatever the
 * draft does not say, and what it says but the schema refuses, becomes a place to type.
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

  /** The whole root element. */
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

  /** @returns the prefixes that hold inside */
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

  private particle(particle: Particle, frame: Frame): void {
    const { term, minOccurs } = particle;
    if (term.kind === 'wildcard') return;
    if (term.kind === 'modelGroup') this.group(term, particle, frame);
    else if (!this.said(term, frame)) {
      for (let count = 0; count < minOccurs; count++) this.asked(term, frame);
    }
  }

  private group(group: ModelGroup, { minOccurs, maxOccurs }: Particle, frame: Frame): void {
    const isSaid = (particle: Particle): boolean => this.isSaid(particle, frame);
    const drafted = group.particles.filter(isSaid);
    if (drafted.length === 0 && minOccurs === 0) return;
    if (group.compositor !== 'choice') for (const particle of group.particles) this.particle(particle, frame);
    else if (drafted.length > 0) for (const particle of drafted.slice(0, maxOccurs)) this.particle(particle, frame);
    else if (group.particles[0] !== undefined) this.particle(group.particles[0], frame);
  }

  /** Whether the draft says something of what a particle may hold. */
  private isSaid({ term }: Particle, frame: Frame): boolean {
    if (term.kind === 'wildcard') return false;
    if (term.kind === 'modelGroup') return term.particles.some((particle) => this.isSaid(particle, frame));
    return this.standIns(term).some(({ name }) => this.roleOf(name, frame) !== null);
  }

  private roleOf(name: string, { container, draft }: Frame) {
    const part = this.vocabulary.partOf(container, name);
    const said = part && draft[part.role as Role];
    return part === undefined || said === undefined ? null : { inner: containerOf(part), items: listed(said) };
  }

  private standIns(head: ElementDeclaration): readonly ElementDeclaration[] {
    return this.schema.substitutables.get(head) ?? [head];
  }

  /** Writes what the draft says of an element. @returns whether it says anything */
  private said(head: ElementDeclaration, frame: Frame): boolean {
    let isSaid = false;
    for (const declaration of this.standIns(head)) {
      const role = this.roleOf(declaration.name, frame);
      for (const item of role?.items ?? []) {
        isSaid = true;
        if (role!.inner === null) this.fact(declaration, item as string | DraftValue, frame);
        else {
          this.template.newLine(frame.level);
          this.container(role!.inner, declaration, item as AnyDraft, frame.prefixes, frame.level);
        }
      }
    }
    return isSaid;
  }

  private fact(declaration: ElementDeclaration, fact: string | DraftValue, frame: Frame): void {
    const value = this.fitting(declaration, typeof fact === 'string' ? fact : fact.value);
    if (value === null) return this.asked(declaration, frame);
    this.template.newLine(frame.level);
    this.startTag(declaration, frame.prefixes);
    this.template.literal(escapeText(value));
    this.endTag(declaration, frame.prefixes);
  }

  /** The value as the schema takes it: of a time, the day alone may be wanted. */
  private fitting({ type }: ElementDeclaration, value: string): string | null {
    if (value === PLACE) return null;
    const simpleType = textType(type);
    if (simpleType === null) return value;
    const spellings = [value, value.replace(/T.*$/, '')];
    return spellings.find((spelling) => check(simpleType, spelling, NOWHERE) === null) ?? null;
  }

  /** An element that must be there, with places for what only the user knows. */
  private asked(declaration: ElementDeclaration, { declaration: within, prefixes, level }: Frame): void {
    this.template.newLine(level).literal('<');
    this.required.element(declaration, within, prefixes, level);
  }

  private readonly valuesOf: ValuesOf = (declaration, within) => {
    const row = this.vocabulary.elementRow(within?.name ?? null, declaration.name);
    const type = textType(declaration.type);
    return row?.values?.map(({ value }) => value) ?? (type ? allowedValues(type).map(({ value }) => value) : []);
  };
}

function listed(said: DraftFact | readonly AnyDraft[]): readonly (string | DraftValue | AnyDraft)[] {
  return Array.isArray(said) ? (said as readonly (string | DraftValue | AnyDraft)[]) : [said as string | DraftValue];
}
