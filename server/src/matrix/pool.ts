/**
 * Equal parts of digests as one object: the files of a folder repeat the same patches, dates and statements a hundred thousand times.
 */
import { detached } from '../xml/strings';
import type { ProductName } from './columns';
import type { Statement } from './statement';

/** Longer texts are comments of one patch, which hardly ever repeat. In UTF-16 units. */
const MAX_TEXT = 256;
/** Texts, and statements, in a pool; one more clears it. A folder of 12 suppliers and 36 months of 1 MB has 40,000 texts. */
const MAX_ITEMS = 1 << 16;

const NO_PRODUCTS: readonly ProductName[] = [];

/** A pool for the digests of any number of files. */
export class DigestPool {
  private readonly texts = new Map<string, string>();
  /** By word, date, and what else they say. */
  private readonly statements = new Map<string, Map<string, Map<string, Statement>>>();
  private statementCount = 0;
  private lastProducts = NO_PRODUCTS;

  /** An equal text that keeps no file's text alive; the same object for equal texts. */
  text(text: string): string {
    if (text.length > MAX_TEXT) return detached(text);
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    if (this.texts.size >= MAX_ITEMS) this.texts.clear();
    const copy = detached(text);
    this.texts.set(copy, copy);
    return copy;
  }

  /** Like {@link text}, for each item of a list. */
  list(texts: readonly string[]): readonly string[] {
    return texts.length === 0 ? texts : texts.map((text) => this.text(text));
  }

  /** The same object for equal statements. */
  statement(read: Statement): Statement {
    const { word, date } = read;
    const others = byKey(byKey(this.statements, word), date);
    const rest = restOf(read);
    const known = others.get(rest);
    if (known !== undefined) return known;
    const { restrictions, comments, url } = read;
    const statement = {
      ...read,
      word: this.text(word),
      date: this.text(date),
      restrictions: this.list(restrictions),
      comments: this.list(comments),
      url: this.text(url),
    };
    others.set(detached(rest), statement);
    if (++this.statementCount > MAX_ITEMS) {
      this.statements.clear();
      this.statementCount = 0;
    }
    return statement;
  }

  /** The same list for equal ones in a row: most patches of a supplier are about the same products. */
  products(products: readonly ProductName[]): readonly ProductName[] {
    const last = this.lastProducts;
    const isSame = last.length === products.length && last.every((product, index) => product === products[index]);
    if (!isSame) this.lastProducts = products;
    return this.lastProducts;
  }
}

function byKey<Value>(table: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  let found = table.get(key);
  if (found === undefined) table.set(detached(key), (found = new Map<string, Value>()));
  return found;
}

/** What a statement says besides word and date, as a text. */
function restOf({ restart, restrictions, comments, url }: Statement): string {
  const isBare = restrictions.length === 0 && comments.length === 0 && url === '';
  return isBare ? String(restart) : JSON.stringify([restart, restrictions, comments, url]);
}
