/** The subset of XPath that selectors and fields of identity constraints are written in (Structures 3.11.6). */
import { isNameStartAt, scanName, skipSpace } from '../../xml/characters';
import type { PrefixScope } from '../simpleTypes/types';

/** A name, or any name of a namespace, or any name at all (`null`: any). */
export interface NameTest {
  readonly namespace: string | null;
  readonly local: string | null;
}

/** One path of an expression, without `.` steps, which have no effect. */
export interface Path {
  /** It starts with `.//`: its steps can begin at the context element or at any descendant. */
  readonly descendant: boolean;
  /** Child steps. */
  readonly steps: readonly NameTest[];
  /** Of a field: the attribute that it ends with. */
  readonly attribute: NameTest | null;
}

/** Only the paths of a field can end with an attribute. */
export type ExpressionKind = 'selector' | 'field';

/** The paths of an expression, which `|` separates. */
export interface ParsedExpression {
  readonly paths: readonly Path[];
  /** The offset of the first character that is not allowed; `null` for a valid expression. */
  readonly problem: { readonly offset: number } | null;
}

/**
 * Parses a `selector` or `field` expression.
 * @param scope the namespaces in scope at the expression; a name without prefix is in no namespace, as always in XPath
 */
export function parseExpression(xpath: string, kind: ExpressionKind, scope: PrefixScope): ParsedExpression {
  const reader = new Reader(xpath, scope);
  const paths: Path[] = [];
  do {
    const path = readPath(reader, kind);
    if (path === null) return { paths: [], problem: { offset: reader.pos } };
    paths.push(path);
  } while (reader.take('|'));
  return reader.atEnd() ? { paths, problem: null } : { paths: [], problem: { offset: reader.pos } };
}

/** Whether a name passes a test. */
export function passes({ namespace, local }: NameTest, ofNamespace: string, ofLocal: string): boolean {
  return (local === null || local === ofLocal) && (namespace === null || namespace === ofNamespace);
}

function readPath(reader: Reader, kind: ExpressionKind): Path | null {
  const steps: NameTest[] = [];
  const descendant = reader.takeDescendants();
  do {
    if (kind === 'field' && reader.takeAxis('@', 'attribute')) {
      const attribute = reader.nameTest();
      return attribute && { descendant, steps, attribute };
    }
    if (reader.takeDot()) continue;
    reader.takeAxis(null, 'child');
    const step = reader.nameTest();
    if (step === null) return null;
    steps.push(step);
  } while (reader.take('/'));
  return { descendant, steps, attribute: null };
}

/** Reads tokens, with optional whitespace between any two. */
class Reader {
  pos = 0;

  constructor(
    private readonly source: string,
    private readonly scope: PrefixScope,
  ) {
    this.skip();
  }

  atEnd(): boolean {
    return this.pos === this.source.length;
  }

  /** Takes one of the tokens `|` and `/`; `//` is another token. */
  take(token: '|' | '/'): boolean {
    if (this.source[this.pos] !== token || this.source[this.pos + 1] === '/') return false;
    return this.advance(this.pos + 1);
  }

  takeDot(): boolean {
    return this.source[this.pos] === '.' && this.advance(this.pos + 1);
  }

  /** Takes `.//`. */
  takeDescendants(): boolean {
    if (this.source[this.pos] !== '.') return false;
    const slashes = skipSpace(this.source, this.pos + 1);
    return this.source.startsWith('//', slashes) && this.advance(slashes + 2);
  }

  /** Takes an axis, abbreviated or by its name. */
  takeAxis(abbreviation: string | null, name: string): boolean {
    if (abbreviation !== null && this.source.startsWith(abbreviation, this.pos)) {
      return this.advance(this.pos + abbreviation.length);
    }
    if (!this.source.startsWith(name, this.pos)) return false;
    const colons = skipSpace(this.source, this.pos + name.length);
    return this.source.startsWith('::', colons) && this.advance(colons + 2);
  }

  /** Reads `*`, `p:*`, `p:a` or `a`; `null` if there is none of them or the prefix is not declared. */
  nameTest(): NameTest | null {
    const start = this.pos;
    if (this.source[start] === '*') {
      this.advance(start + 1);
      return { namespace: null, local: null };
    }
    const end = scanName(this.source, start);
    const colon = this.source.indexOf(':', start);
    if (end === start || colon === start) return null;
    if (colon < 0 || colon >= end) {
      this.advance(end);
      return { namespace: '', local: this.source.slice(start, end) };
    }
    const namespace = this.scope.lookup(this.source.slice(start, colon));
    if (namespace === undefined) return null;
    return this.localPart(namespace, colon + 1, end);
  }

  private localPart(namespace: string, start: number, end: number): NameTest | null {
    if (this.source[start] === '*') {
      this.advance(start + 1);
      return { namespace, local: null };
    }
    const local = this.source.slice(start, end);
    if (!isNameStartAt(this.source, start) || local.includes(':')) return null;
    this.advance(end);
    return { namespace, local };
  }

  private advance(to: number): true {
    this.pos = to;
    this.skip();
    return true;
  }

  private skip(): void {
    this.pos = skipSpace(this.source, this.pos);
  }
}
