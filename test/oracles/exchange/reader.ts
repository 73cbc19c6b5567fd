/** Reads the statements of a publication with another parser (saxes), independent of the tree and the model. */
import { SaxesParser } from 'saxes';
import type { Container } from '../../../server/src/domain/roles';
import type { HeldFile } from './held';

/** A statement, with values as they are read from XML. */
export interface ReadStatement {
  readonly state: string;
  readonly date: string | undefined;
  readonly reboot: string | undefined;
  readonly restrictions: readonly string[];
  readonly comments: readonly string[];
  /** The text of all other children but identifiers, versions and platforms, as in the file. */
  readonly others: string;
}

/** What a file says. */
export interface ReadFile {
  /** By patch and product, see {@link cellOf}; a product with several statements has one here and is in `repeated`. */
  readonly statements: ReadonlyMap<string, ReadStatement>;
  readonly repeated: readonly string[];
  /** `vendor|patch` of all patches. */
  readonly patches: readonly string[];
  /** The text of each entry about a product, as in the file, with the cells that it is about. */
  readonly entries: readonly { readonly cells: readonly string[]; readonly raw: string }[];
  /** The text outside patches, as in the file. */
  readonly outside: string;
  /** The comments, as in the file. */
  readonly comments: readonly string[];
}

/** The key of a statement. */
export function cellOf(patch: string, product: string, version: string, platform: string): string {
  return [patch, product, version, platform].join('|');
}

interface Open {
  readonly name: string;
  readonly namespace: string;
  readonly start: number;
  value: string;
  readonly children: { readonly name: string; readonly value: string; readonly raw: string }[];
}

/** Reads a text. Throws where it is not well-formed. */
export function readFile(text: string, { vocabulary, entities }: HeldFile): ReadFile {
  const { namespace, profile } = vocabulary;
  const names = profile.containers;
  const is = (container: Container, open: Open): boolean =>
    open.name === names[container].element && open.namespace === namespace;
  const statements = new Map<string, ReadStatement>();
  const [repeated, patches, comments]: [string[], string[], string[]] = [[], [], []];
  const entries: { cells: string[]; raw: string }[] = [];
  const cut: { start: number; end: number }[] = [];
  const stack: Open[] = [];
  let pending: Open['children'][number][][] = [];

  const valuesOf = (open: Pick<Open, 'children'>, name: string | undefined): string[] =>
    open.children.filter((child) => child.name === name).map(({ value }) => value.trim());
  const endProduct = (open: Open, raw: string): void => {
    pending.push([...open.children, { name: '#raw', value: '', raw }]);
  };
  const endPatch = (vendor: string, open: Open, end: number): void => {
    const own = names.product.children;
    const patch = `${vendor}|${valuesOf(open, names.patch.children['patch-id'])[0]}`;
    patches.push(patch);
    for (const children of pending) {
      const entry = { children };
      const known: readonly (string | undefined)[] = Object.entries(own)
        .filter(([role]) => role !== 'url')
        .map(([, name]) => name);
      const statement: ReadStatement = {
        state: valuesOf(entry, own.state).join('+'),
        date: valuesOf(entry, own['state-date'])[0],
        reboot: valuesOf(entry, own.reboot)[0],
        restrictions: valuesOf(entry, own.restriction).filter(Boolean),
        comments: valuesOf(entry, own.comment).filter(Boolean),
        others: children.flatMap(({ name, raw }) => (known.includes(name) || name === '#raw' ? [] : [raw])).join(''),
      };
      const [product = ''] = valuesOf(entry, own['product-id']);
      const orNone = (values: string[]): string[] => (values.length === 0 ? [''] : values);
      const cells = orNone(valuesOf(entry, own['product-version'])).flatMap((version) =>
        orNone(valuesOf(entry, own.platform)).map((platform) => cellOf(patch, product, version, platform)),
      );
      for (const cell of cells) {
        if (statements.has(cell)) repeated.push(cell);
        statements.set(cell, statement);
      }
      entries.push({ cells, raw: children.at(-1)!.raw });
    }
    pending = [];
    cut.push({ start: open.start, end });
  };

  // The parser leaves a byte order mark out of its positions.
  const body = text.replace(/^\uFEFF/, '');
  const parser = new SaxesParser({ xmlns: true });
  Object.assign(parser.ENTITIES, entities);
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri }) => {
    stack.push({
      name: local,
      namespace: uri,
      start: body.lastIndexOf('<', parser.position - 1),
      value: '',
      children: [],
    });
  });
  const onText = (data: string): void => {
    const open = stack.at(-1);
    if (open !== undefined) open.value += data;
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('comment', (comment) => comments.push(comment));
  parser.on('closetag', () => {
    const open = stack.pop()!;
    const raw = body.slice(open.start, parser.position);
    if (is('product', open)) endProduct(open, raw);
    if (is('patch', open)) {
      const vendor = valuesOf(stack.at(-1)!, names['patch-vendor'].children['vendor-id'])[0] ?? '';
      endPatch(vendor, open, parser.position);
    }
    const name = open.namespace === namespace ? open.name : `{${open.namespace}}${open.name}`;
    stack.at(-1)?.children.push({ name, value: open.value, raw });
  });
  parser.write(body).close();

  let outside = '';
  let done = 0;
  for (const { start, end } of cut) {
    outside += body.slice(done, start);
    done = end;
  }
  return { statements, repeated, patches, entries, outside: outside + body.slice(done), comments };
}
