import { trimmedRange } from '../characters';
import { reportAt, type XmlReport } from '../codes';
import { checkComment, checkProcessingInstruction } from '../checks/leafProblems';
import { readAttributeList } from './attlistDeclaration';
import { DtdCursor, type Literal, endOfLine } from './cursor';
import type { AttributeDeclaration, GeneralEntity } from './declarations';
import { readElementDeclaration } from './elementDeclaration';
import { type EntityDeclaration, readEntityDeclaration } from './entityDeclaration';
import { readExternalId } from './externalId';
import { namedReferences, isAllowedRedeclaration, isPredefinedName } from '../syntax/references';

/** How many UTF-16 units the parameter-entity references of one DOCTYPE can expand to in all. */
const MAX_PARAMETER_EXPANSION = 1_000_000;
/** Parameter entities nested deeper than this are not expanded: expansion is recursive. */
const MAX_PARAMETER_DEPTH = 64;

/** A default value of an attribute, to be checked when all entities are known. */
export interface DefaultValue {
  readonly raw: string;
  /** Receives offsets that count from the opening quote's end. */
  readonly report: XmlReport;
  /** The entities in its text that are declared before it: it cannot refer to others (4.1, WFC: Entity Declared). */
  readonly declaredBefore: ReadonlySet<string>;
}

/** A parameter-entity reference whose replacement text is being read. */
interface Inclusion {
  /** Names of the parameter entities being read, the outermost first. */
  readonly names: readonly string[];
  /** The range in the document of all that is read from it: the outermost reference. */
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the declarations of an internal subset (production 28b) into its fields, following parameter entities that are
 * declared in it.
 */
export class InternalSubset {
  readonly entities = new Map<string, GeneralEntity>();
  readonly attributes = new Map<string, Map<string, AttributeDeclaration>>();
  readonly defaults: DefaultValue[] = [];
  hasParameterReferences = false;

  private readonly parameterEntities = new Map<string, EntityDeclaration>();
  /** How many UTF-16 units of parameter entities can still be read. */
  private budget = MAX_PARAMETER_EXPANSION;
  /** False after a reference to an unread parameter entity: declarations after it must not be processed (5.1). */
  private isProcessing = true;

  constructor(private readonly isStandalone: boolean) {}

  /** Reads up to the `]` that ends the subset, or to the cursor's limit. */
  read(cursor: DtdCursor, inclusion: Inclusion | null = null): void {
    for (;;) {
      cursor.skipSpace();
      if (cursor.isAtEnd || (inclusion === null && cursor.at(']'))) return;
      if (cursor.at('<')) this.markup(cursor, inclusion);
      else if (cursor.parameterReferenceAt() !== null) this.parameterReference(cursor, inclusion);
      else skipJunk(cursor);
    }
  }

  private markup(cursor: DtdCursor, inclusion: Inclusion | null): void {
    if (cursor.at('<!--')) return skipTo(cursor, '-->', checkComment);
    if (cursor.at('<?')) return skipTo(cursor, '?>', checkProcessingInstruction);
    if (cursor.at('<![')) return skipConditionalSection(cursor);
    const start = cursor.pos;
    const keywordEnd = start + (/^<!?[A-Za-z]*/.exec(cursor.text.slice(start, start + 16))![0].length || 1);
    cursor.pos = keywordEnd;
    const isRead = this.declaration(cursor, cursor.text.slice(start, keywordEnd), inclusion);
    if (isRead === null) {
      cursor.fail('xml/dtd-unknown-declaration', [], start, keywordEnd);
    } else if (isRead) {
      cursor.skipSpace();
      if (cursor.take('>')) return;
      if (cursor.isAtEnd || cursor.at('<') || cursor.at(']')) {
        cursor.fail('xml/dtd-declaration-unfinished', [], start, keywordEnd);
      } else {
        cursor.fail('xml/dtd-declaration-end', [], cursor.pos, cursor.endOfJunk(cursor.pos));
      }
    }
    cursor.recover();
  }

  /** Reads one declaration up to its `>`; false where it has a problem, null for an unknown keyword. */
  private declaration(cursor: DtdCursor, keyword: string, inclusion: Inclusion | null): boolean | null {
    switch (keyword) {
      case '<!ELEMENT':
        return readElementDeclaration(cursor);
      case '<!ATTLIST':
        return this.attributeList(cursor);
      case '<!ENTITY':
        return this.entity(cursor, inclusion);
      case '<!NOTATION':
        return readNotation(cursor);
      default:
        return null;
    }
  }

  private attributeList(cursor: DtdCursor): boolean {
    const addDefault = ({ start, end }: Literal): void => {
      const raw = cursor.text.slice(start, end);
      if (!/[&<]/.test(raw)) return;
      const names = Array.from(namedReferences(raw), (reference) => reference.name);
      const declaredBefore = new Set(names.filter((name) => this.entities.has(name)));
      this.defaults.push({ raw, report: reportAt(cursor.report, start), declaredBefore });
    };
    const { list, isComplete } = readAttributeList(cursor, addDefault);
    if (list !== null && this.isProcessing) {
      const known = this.attributes.get(list.element) ?? new Map<string, AttributeDeclaration>();
      this.attributes.set(list.element, known);
      for (const attribute of list.attributes) if (!known.has(attribute.name)) known.set(attribute.name, attribute);
    }
    return isComplete;
  }

  private entity(cursor: DtdCursor, inclusion: Inclusion | null): boolean {
    const declaration = readEntityDeclaration(cursor);
    if (declaration === null) return false;
    const { name, nameStart } = declaration;
    if (declaration.isParameter) {
      if (this.isProcessing && !this.parameterEntities.has(name)) this.parameterEntities.set(name, declaration);
    } else if (isPredefinedName(name)) {
      if (!isAllowedRedeclaration(name, declaration.value?.replacement ?? null)) {
        cursor.fail('xml/predefined-entity', [name], nameStart, nameStart + name.length);
      }
    } else if (this.isProcessing && !this.entities.has(name)) {
      this.entities.set(name, generalEntity(declaration, inclusion));
    }
    return true;
  }

  private parameterReference(cursor: DtdCursor, outer: Inclusion | null): void {
    this.hasParameterReferences = true;
    const start = cursor.pos;
    const reference = cursor.parameterReferenceAt()!;
    const name = reference.slice(1, -1);
    cursor.pos = start + reference.length;
    const declaration = this.parameterEntities.get(name);
    if (declaration === undefined && this.isProcessing) {
      cursor.report('xml/dtd-undeclared-parameter-entity', start, cursor.pos, [name]);
    }
    if (declaration?.value == null) {
      if (!this.isStandalone) this.isProcessing = false;
      return;
    }
    const names = outer?.names ?? [];
    if (names.includes(name)) {
      return cursor.report('xml/recursive-entity', start, cursor.pos, [reference, names.at(-1)!]);
    }
    const text = declaration.value.replacement;
    this.budget -= text.length;
    if (this.budget < 0 || names.length >= MAX_PARAMETER_DEPTH) {
      return cursor.report('xml/entity-budget', start, cursor.pos, [String(MAX_PARAMETER_EXPANSION)]);
    }
    const place = outer ?? { start, end: cursor.pos };
    const inclusion = { names: [...names, name], start: place.start, end: place.end };
    const inner = new DtdCursor(text, 0, text.length, atReference(cursor.report, start, cursor.pos), false);
    this.read(inner, inclusion);
  }
}

/** Reports the first problem in a parameter entity's text at the reference to it, and no others. */
function atReference(report: XmlReport, start: number, end: number): XmlReport {
  let isReported = false;
  return (code, _start, _end, args) => {
    if (!isReported) report(code, start, end, args);
    isReported = true;
  };
}

function generalEntity(declaration: EntityDeclaration, inclusion: Inclusion | null): GeneralEntity {
  const { name, nameStart, value, valueStart, valueEnd, systemId, notation } = declaration;
  const isInDocument = inclusion === null;
  return {
    name,
    replacement: value?.replacement ?? null,
    systemId,
    notation,
    nameStart: isInDocument ? nameStart : inclusion.start,
    nameEnd: isInDocument ? nameStart + name.length : inclusion.end,
    valueStart: isInDocument ? valueStart : inclusion.start,
    valueEnd: isInDocument ? valueEnd : inclusion.end,
    isVerbatim: isInDocument && value?.isVerbatim === true,
    isFromParameterEntity: !isInDocument,
  };
}

/** NotationDecl (82), after `<!NOTATION`. */
function readNotation(cursor: DtdCursor): boolean {
  if (!cursor.space()) return false;
  const nameStart = cursor.pos;
  const name = cursor.name();
  if (name === null) return false;
  if (name.includes(':')) cursor.fail('xml/colon-in-name', [name], nameStart, cursor.pos);
  if (!cursor.space()) return false;
  const externalId = readExternalId(cursor, true);
  return externalId === null ? cursor.fail('xml/dtd-literal-missing') : externalId !== undefined;
}

/** Checks the comment or processing instruction at the current position, and steps over it. */
function skipTo(cursor: DtdCursor, close: string, check: (text: string, report: XmlReport) => void): void {
  const start = cursor.pos;
  const at = cursor.text.indexOf(close, start + (close === '-->' ? 4 : 2));
  const isClosed = at >= 0 && at + close.length <= cursor.limit;
  cursor.pos = isClosed ? at + close.length : Math.min(endOfLine(cursor.text, start), cursor.limit);
  check(cursor.text.slice(start, cursor.pos), reportAt(cursor.report, start));
}

function skipConditionalSection(cursor: DtdCursor): void {
  cursor.fail('xml/dtd-conditional-section', [], cursor.pos, cursor.pos + 3);
  const end = cursor.text.indexOf(']]>', cursor.pos);
  cursor.pos = end < 0 || end + 3 > cursor.limit ? cursor.limit : end + 3;
}

/** Reports text between declarations, and steps over it, up to the end of its line. */
function skipJunk(cursor: DtdCursor): void {
  const start = cursor.pos;
  if (cursor.at('%')) {
    cursor.pos++;
    cursor.fail('xml/dtd-bare-percent', [], start, cursor.pos);
    return;
  }
  const end =
    cursor.pos + /^[^<%\r\n\]]*(?:\](?!\s*>)[^<%\r\n\]]*)*/.exec(cursor.text.slice(start, cursor.limit))![0].length;
  cursor.pos = Math.max(end, start + 1);
  const junk = trimmedRange(cursor.text.slice(start, cursor.pos));
  cursor.fail('xml/dtd-unexpected', [], start, start + junk.end);
}
