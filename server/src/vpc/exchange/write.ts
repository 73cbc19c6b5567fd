/** Writes a publication in a vocabulary: its names, its namespace, its order. */
import type { Draft, DraftFact, DraftValue } from '../draft';
import { escapeAttribute, escapeText } from '../escape';
import type { AttributeRole, Container, Role } from '../roles';
import { containerOf, type Vocabulary } from '../vocabulary';

/** How a file of a vocabulary is written. */
export interface FileStyle {
  /**
   * The names of the children that an element may have, in the order in which they must stand.
   * @param element local name of a container's element
   */
  readonly order: (element: string) => readonly string[];
  /** Namespace of the elements; `''`: none. */
  readonly namespace: string;
}

/**
 * The order of the element tables, which is the schema's; where a vocabulary has no tables, that of its profile. The
 * namespace is the first that the profile recognises.
 */
export function vocabularyStyle({ profile, tables }: Vocabulary): FileStyle {
  const order = (element: string) => {
    const rows = tables.elements.filter(({ within }) => within === element).map(({ name }) => name);
    if (rows.length > 0) return rows;
    const container = Object.values(profile.containers).find((names) => names.element === element);
    return Object.values(container?.children ?? {});
  };
  return { order, namespace: profile.recognition.namespaces?.[0] ?? '' };
}

/**
 * A publication as the text of a file: UTF-8, two blanks of indent, LF. The same draft gives the same text, always.
 * Roles that the vocabulary does not have are left out.
 */
export function writePublication(
  publication: Draft<'publication'>,
  vocabulary: Vocabulary,
  style: FileStyle = vocabularyStyle(vocabulary),
): string {
  const declaration = style.namespace === '' ? '' : ` xmlns="${escapeAttribute(style.namespace)}"`;
  const writer = new Writer(vocabulary, style);
  writer.container('publication', vocabulary.rootName + declaration, publication, '');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writer.lines.join('\n')}\n`;
}

type AnyDraft = Readonly<Partial<Record<Role, DraftFact | readonly AnyDraft[]>>>;

class Writer {
  readonly lines: string[] = [];

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly style: FileStyle,
  ) {}

  /** @param startTag what stands between `<` and `>` */
  container(container: Container, startTag: string, draft: AnyDraft, indent: string): void {
    const { element } = this.vocabulary.profile.containers[container];
    this.lines.push(`${indent}<${startTag}>`);
    for (const name of this.style.order(element)) {
      const part = this.vocabulary.partOf(container, name);
      const said = part === undefined ? undefined : draft[part.role as Role];
      if (part === undefined || said === undefined) continue;
      const inner = containerOf(part);
      for (const item of listed(said)) {
        if (inner === null) this.fact(name, item as string | DraftValue, `${indent}  `);
        else this.container(inner, name, item as AnyDraft, `${indent}  `);
      }
    }
    this.lines.push(`${indent}</${element}>`);
  }

  private fact(name: string, fact: string | DraftValue, indent: string): void {
    const { value, attributes } = typeof fact === 'string' ? { value: fact, attributes: {} } : fact;
    this.lines.push(`${indent}<${name}${this.attributes(attributes)}>${escapeText(value)}</${name}>`);
  }

  private attributes(attributes: DraftValue['attributes']): string {
    const written = Object.entries(attributes).map(([role, value]) => {
      const name = this.vocabulary.attributeName(role as AttributeRole);
      return name === undefined ? '' : ` ${name}="${escapeAttribute(value)}"`;
    });
    return written.join('');
  }
}

function listed(said: DraftFact | readonly AnyDraft[]): readonly (string | DraftValue | AnyDraft)[] {
  return Array.isArray(said) ? (said as readonly (string | DraftValue | AnyDraft)[]) : [said as string | DraftValue];
}
