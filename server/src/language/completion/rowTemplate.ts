import { childrenAfter, contentStart, isPlacedElement, type Placed } from '../../xml/locate';
import { entitiesOf } from '../../xml/entities';
import { NodeKind, startTagText, textOf, type ElementNode } from '../../xml/nodes';
import { contentValue } from '../../xml/values';
import { schemaInfo } from '../../xsd';
import { escapeText } from '../../xml/escape';
import type { RoleIn } from '../../domain/roles';
import type { Part, Vocabulary } from '../../domain/vocabulary';
import { formatClock, type Clock } from '../../domain/clock';
import { describeElement } from '../support/describe';
import type { GovernedDocument } from '../../workspace/document';
import { partOf } from '../support/vocabularyAt';
import { cardinalityIn } from '../support/cardinality';
import { clockType } from './dates';
import type { Template } from './template';

/**
 * How a child of the model entry is written in the new one: `copy`; with an empty placeholder (`ask`); with its value as the
 * placeholder (`propose`); with the first state; with the current time; or as a row itself.
 */
type Treatment = 'copy' | 'ask' | 'propose' | 'first state' | 'now' | 'row';

/** Other roles describe the individual patch or test results: they are left out. */
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

/** Writes entries modelled on existing ones: with the same tags, and values by role. */
export class RowWriter {
  private readonly treatments = new Map<string, Treatment | undefined>();
  private currentTime: string | null = null;

  constructor(
    private readonly document: GovernedDocument,
    private readonly vocabulary: Vocabulary,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes an entry from the name in its start tag to its end tag.
   * @param level indentation level of its line
   * @param asks whether the state and its date become placeholders, too
   */
  entry(template: Template, model: Placed<ElementNode>, level: number, asks: boolean): void {
    const { node } = model;
    template.literal(startTagText(node).slice(1));
    if (node.kind === NodeKind.EmptyElement) return;
    for (const child of childrenAfter(model, contentStart(model))) {
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
        template.placeholder();
        break;
      case 'propose':
        template.textOrPlaceholder(escapeText(contentValue(node, entitiesOf(this.document.tree)).trim()));
        break;
      case 'first state':
        this.states(template, asks);
        break;
      case 'now':
        if (asks) template.textOrPlaceholder(this.now(child));
        else template.literal(this.now(child));
        break;
    }
    template.literal(`</${node.name}>`);
  }

  /** Memoised by element name: it is the same in all entries of a container. */
  private treatmentOf(child: Placed<ElementNode>): Treatment | undefined {
    const key = `${child.parent?.node.name} ${child.node.name}`;
    if (!this.treatments.has(key)) {
      const part = partOf(this.document, child);
      const known = part && treatmentByRole(part);
      this.treatments.set(key, known ?? (this.isRequired(child) ? 'copy' : undefined));
    }
    return this.treatments.get(key);
  }

  /** Required elements are copied even without a role. */
  private isRequired(child: Placed<ElementNode>): boolean {
    const { schema } = this.document;
    const type = schema && child.parent && schemaInfo(child.parent, schema)?.type;
    const declaration = schema && schemaInfo(child, schema)?.declaration;
    return type != null && declaration != null && (cardinalityIn(type, declaration)?.min ?? 0) > 0;
  }

  private states(template: Template, asks: boolean): void {
    const states = this.vocabulary.profile.states.filter(({ party }) => party === 'supplier');
    const values = states.map(({ value }) => escapeText(value));
    if (asks && template.hasTabStops) template.choice(values);
    else template.literal(values[0] ?? '');
  }

  /** The current time; the same for all entries of one item. */
  private now(child: Placed<ElementNode>): string {
    if (this.currentTime === null) {
      const { simpleType } = describeElement(this.document, child);
      this.currentTime = formatClock(this.clock, (simpleType && clockType(simpleType)) ?? 'dateTime');
    }
    return this.currentTime;
  }
}

function treatmentByRole({ within, role }: Part): Treatment | undefined {
  if (within !== 'patch' && within !== 'product') return undefined;
  const treatments: Readonly<Partial<Record<Part['role'], Treatment>>> = TREATMENTS[within];
  return treatments[role];
}
