import { childrenBehind, contentStart, isPlacedElement, type Placed } from '../../xml/locate';
import { entitiesOf } from '../../xml/entities';
import { NodeKind, startTagText, textOf, type ElementNode } from '../../xml/nodes';
import { contentValue } from '../../xml/values';
import { governing } from '../../xsd';
import { escapeText } from '../../vpc/escape';
import type { RoleIn } from '../../vpc/roles';
import type { Part, Vocabulary } from '../../vpc/vocabulary';
import { written, type Clock } from '../clock';
import { describeElement } from '../describe';
import type { GovernedDocument } from '../document';
import { partOf } from '../domain';
import { occurrenceIn } from '../occurrence';
import { clockType } from './dates';
import type { Template } from './template';

/**
 * What becomes of a child of the entry that serves as a model: it is copied, its value is asked for or proposed, it gets the
 * first state or the present time, or it is a row itself.
 */
type Treatment = 'copy' | 'ask' | 'propose' | 'first state' | 'now' | 'row';

/** Roles that are not listed speak of the one patch or of what testing found: they are left out. */
const TREATMENTS: {
  readonly patch: Readonly<Partial<Record<RoleIn<'patch'>, Treatment>>>;
  readonly product: Readonly<Partial<Record<RoleIn<'product'>, Treatment>>>;
} = {
  patch: {
    'patch-id': 'ask',
    title: 'ask',
    'patch-type': 'copy',
    severity: 'copy',
    released: 'propose',
    target: 'copy',
    reboot: 'copy',
    removable: 'copy',
    product: 'row',
  },
  product: {
    'product-id': 'copy',
    'product-version': 'copy',
    platform: 'copy',
    state: 'first state',
    'state-date': 'now',
  },
};

/** Writes entries after the model of others: their tags as they stand there, their values by role. */
export class RowWriter {
  private readonly treatments = new Map<string, Treatment | undefined>();
  private present: string | null = null;

  constructor(
    private readonly document: GovernedDocument,
    private readonly vocabulary: Vocabulary,
    private readonly clock: Clock,
  ) {}

  /**
   * An entry, from the name in its start tag on.
   * @param level how deep its own line is indented
   * @param asks whether what has a likely value becomes a place to fill in as well
   */
  entry(template: Template, like: Placed<ElementNode>, level: number, asks: boolean): void {
    const { node } = like;
    template.literal(startTagText(node).slice(1));
    if (node.kind === NodeKind.EmptyElement) return;
    for (const child of childrenBehind(like, contentStart(like))) {
      const treatment = isPlacedElement(child) ? this.treatmentOf(child) : undefined;
      if (treatment !== undefined) this.child(template, child as Placed<ElementNode>, treatment, level + 1, asks);
    }
    template.newLine(level).literal(`</${node.name}>`);
  }

  private child(
    template: Template,
    child: Placed<ElementNode>,
    treatment: Treatment,
    level: number,
    asks: boolean,
  ): void {
    const { node } = child;
    template.newLine(level);
    if (treatment === 'copy') return void template.literal(textOf(node));
    if (treatment === 'row') return this.entry(template.literal('<'), child, level, false);
    template.literal(treatment === 'first state' ? `<${node.name}>` : startTagText(node));
    switch (treatment) {
      case 'ask':
        template.place();
        break;
      case 'propose':
        template.proposal(escapeText(contentValue(node, entitiesOf(this.document.tree)).trim()));
        break;
      case 'first state':
        this.states(template, asks);
        break;
      case 'now':
        if (asks) template.proposal(this.now(child));
        else template.literal(this.now(child));
        break;
    }
    template.literal(`</${node.name}>`);
  }

  /** Alike in all entries of a container. */
  private treatmentOf(child: Placed<ElementNode>): Treatment | undefined {
    const key = `${child.parent?.node.name} ${child.node.name}`;
    if (!this.treatments.has(key)) {
      const part = partOf(this.document, child);
      const known = part && treatmentByRole(part);
      this.treatments.set(key, known ?? (this.isRequired(child) ? 'copy' : undefined));
    }
    return this.treatments.get(key);
  }

  /** What the schema wants is there, whatever it means. */
  private isRequired(child: Placed<ElementNode>): boolean {
    const { schema } = this.document;
    const type = schema && child.parent && governing(child.parent, schema)?.type;
    const declaration = schema && governing(child, schema)?.declaration;
    return type != null && declaration != null && (occurrenceIn(type, declaration)?.min ?? 0) > 0;
  }

  private states(template: Template, asks: boolean): void {
    const states = this.vocabulary.profile.states.filter(({ party }) => party === 'supplier');
    const values = states.map(({ value }) => escapeText(value));
    if (asks && template.hasStops) template.choice(values);
    else template.literal(values[0] ?? '');
  }

  /** All that is written at once happens at the same time. */
  private now(child: Placed<ElementNode>): string {
    if (this.present === null) {
      const { simpleType } = describeElement(this.document, child);
      this.present = written(this.clock, (simpleType && clockType(simpleType)) ?? 'dateTime');
    }
    return this.present;
  }
}

function treatmentByRole({ within, role }: Part): Treatment | undefined {
  if (within !== 'patch' && within !== 'product') return undefined;
  const treatments: Readonly<Partial<Record<Part['role'], Treatment>>> = TREATMENTS[within];
  return treatments[role];
}
