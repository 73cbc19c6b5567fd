import { trimmedRange } from '../characters';
import { reportAt, type XmlReport } from '../codes';
import { namedReferences } from '../entities/entityReferences';
import { checkComment, checkProcessingInstruction } from '../checks/leafProblems';
import { readAttributeList } from './attlistDeclaration';
import { DtdCursor, type Literal } from './cursor';
import type { AttributeDeclaration, GeneralEntity } from './declarations';
import { readElementDeclaration } from './elementDeclaration';
import { type EntityDeclaration, readEntityDeclaration } from './entityDeclaration';
import { readExternalId } from './externalId';
import { endOfLine } from './literal';
import { isAllowedRedeclaration, isPredefinedName } from './predefined';

/** Characters that the parameter entities of one DOCTYPE may stand for, all references together. */
const PARAMETER_BUDGET = 1_000_000;
/** Parameter entities whose texts refer to each other this deep are taken for runaways. */
const PARAMETER_DEPTH = 64;

/** A default value, to be checked when all entities are known. */
export interface DefaultValue {
  readonly raw: string;
  /** Takes offsets counted from the text between the quotes. */
  readonly report: XmlReport;
  /** Of the entities that it names, those declared before it: it may refer to no other (4.1, WFC: Entity Declared). */
  readonly declaredBefore: ReadonlySet<string>;
}

/** A reference to a parameter entity whose text is being read. */
interface Inclusion {
  readonly names: readonly string[];
  /** The place in the document that all of the text counts as: the outermost reference. */
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the declarations of an internal subset (production 28b), following parameter entities that are declared in it.
 * What the declarations say gathers in its fields.
 */
export class InternalSubset {
  readonly entities = new Map<string, GeneralEntity>();
  readonly attributes = new Map<string, Map<string, AttributeDeclaration>>();
  readonly defaults: DefaultValue[] = [];
  hasParameterReferences = false;

  private readonly parameterEntities = new Map<string, EntityDeclaration>();
  private budget = PARAMETER_BUDGET;
  /** False once an unread parameter entity may have declared anything: what follows must not be processed (5.1). */
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

  /** Reads one declaration up to its `>`; false where it is wrong, null where there is none of that name. */
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
    const noteDefault = ({ start, end }: Literal): void => {
      const raw = cursor.text.slice(start, end);
      if (!/[&<]/.test(raw)) return;
      const names = Array.from(namedReferences(raw), (reference) => reference.name);
      const declaredBefore = new Set(names.filter((name) => this.entities.has(name)));
      this.defaults.push({ raw, report: reportAt(cursor.report, start), declaredBefore });
    };
    const { list, isComplete } = readAttributeList(cursor, noteDefault);
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
    if (this.budget < 0 || names.length >= PARAMETER_DEPTH) {
      return cursor.report('xml/entity-budget', start, cursor.pos, [String(PARAMETER_BUDGET)]);
    }
    const place = outer ?? { start, end: cursor.pos };
    const inclusion = { names: [...names, name], start: place.start, end: place.end };
    const inner = new DtdCursor(text, 0, text.length, atReference(cursor.report, start, cursor.pos), false);
    this.read(inner, inclusion);
  }
}

/** All that is wrong in a parameter entity's text is one mistake, at the reference that brings it in. */
function atReference(report: XmlReport, start: number, end: number): XmlReport {
  let isReported = false;
  return (code, _start, _end, args) => {
    if (!isReported) report(code, start, end, args);
    isReported = true;
  };
}

function generalEntity(declaration: EntityDeclaration, inclusion: Inclusion | null): GeneralEntity {
  const { name, nameStart, value, valueStart, valueEnd, systemId, notation } = declaration;
  const isInText = inclusion === null;
  return {
    name,
    replacement: value?.replacement ?? null,
    systemId,
    notation,
    nameStart: isInText ? nameStart : inclusion.start,
    nameEnd: isInText ? nameStart + name.length : inclusion.end,
    valueStart: isInText ? valueStart : inclusion.start,
    valueEnd: isInText ? valueEnd : inclusion.end,
    isVerbatim: isInText && value?.isVerbatim === true,
    isFromParameterEntity: !isInText,
  };
}

/** NotationDecl (82), behind `<!NOTATION`. */
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

/** Checks the comment or processing instruction that starts here, and steps over it. */
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

/** Steps over what stands between declarations and is none, to the end of its line at most. */
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
