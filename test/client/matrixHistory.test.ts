import assert from 'node:assert/strict';
import type * as History from '../../client/src/matrix/history';
import { withVsCode } from '../support/extensionModules';

interface Uri {
  readonly path: string;
  readonly scheme: string;
}
interface Edit {
  readonly range: { readonly start: number; readonly end: number };
  readonly newText: string;
}
interface Changed {
  readonly document: Document;
  readonly contentChanges: readonly { rangeOffset: number; rangeLength: number; text: string }[];
}

let listener: (event: Changed) => void = () => undefined;

/** A document of one line, so that a position is an offset. */
class Document {
  readonly eol = 1;
  readonly uri: Uri;

  constructor(
    path: string,
    public text: string,
  ) {
    this.uri = { path, scheme: 'file', toString: () => path } as Uri;
  }
  offsetAt = (position: number): number => position;
  positionAt = (offset: number): number => offset;
  getText = ({ start, end }: Edit['range']): string => this.text.slice(start, end);

  /** Applies edits as VS Code does, from the last one to the first, and tells the listener. */
  apply(edits: readonly Edit[]): void {
    const changes = [...edits]
      .sort((a, b) => b.range.start - a.range.start)
      .map(({ range: { start, end }, newText }) => {
        this.text = this.text.slice(0, start) + newText + this.text.slice(end);
        return { rangeOffset: start, rangeLength: end - start, text: newText };
      });
    listener({ document: this, contentChanges: changes });
  }

  /** Replaces a part of the text, as a person does in the editor. */
  type(old: string, text: string): void {
    const start = this.text.indexOf(old);
    this.apply([{ range: { start, end: start + old.length }, newText: text }]);
  }
}

const documents = new Map<string, Document>();
const readOnly = new Set<string>();
const vscode = {
  workspace: {
    isTrusted: true,
    onDidChangeTextDocument: (listen: typeof listener) => (listener = listen),
    fs: {
      isWritableFileSystem: () => true,
      stat: ({ path }: Uri) => Promise.resolve({ permissions: readOnly.has(path) ? 1 : 0 }),
    },
    openTextDocument: ({ path }: Uri) => {
      const found = documents.get(path);
      return found === undefined ? Promise.reject(new Error('gone')) : Promise.resolve(found);
    },
    applyEdit: (edit: { files: [Uri, Edit[]][] }) => {
      for (const [{ path }, edits] of edit.files) documents.get(path)!.apply(edits);
      return Promise.resolve(true);
    },
  },
  FilePermission: { Readonly: 1 },
  EndOfLine: { LF: 1, CRLF: 2 },
  Range: class {
    constructor(
      readonly start: number,
      readonly end: number,
    ) {}
  },
  TextEdit: { replace: (range: Edit['range'], newText: string): Edit => ({ range, newText }) },
  WorkspaceEdit: class {
    readonly files: [Uri, Edit[]][] = [];
    set(uri: Uri, edits: Edit[]): void {
      this.files.push([uri, edits]);
    }
  },
  l10n: { t: (text: string, ...args: string[]) => text.replace(/\{(\d)\}/g, (_, at: string) => args[Number(at)]!) },
};

describe('the history of the writes of a panel', () => {
  let module: typeof History;
  let history: History.WriteHistory;
  let [a, b] = [new Document('a', ''), new Document('b', '')];

  before(async () => {
    module = await withVsCode(vscode, () => import('../../client/src/matrix/history'));
  });
  beforeEach(() => {
    [a, b] = [new Document('a', 'KB1 In Test, KB2 In Test'), new Document('b', 'KB3 In Test')];
    documents.clear();
    documents.set('a', a).set('b', b);
    readOnly.clear();
    history = new module.WriteHistory();
  });

  /** Replaces the first occurrence of a text in each of some documents, as one step. */
  async function write(label: string, old: string, text: string, ...into: readonly Document[]): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    const files = into.map((document) => {
      const start = document.text.indexOf(old);
      const edits = [{ range: { start, end: start + old.length }, newText: text }];
      edit.set(document.uri, edits);
      return { uri: document.uri as never, places: module.placesOf(document as never, edits as never) };
    });
    assert.ok(await history.apply(label, edit as never, files));
  }
  const texts = (): string[] => [a.text, b.text];

  it('takes a step back in all its files, and does it again', async () => {
    await write('one', 'In Test', 'Approved', a, b);
    assert.deepEqual(texts(), ['KB1 Approved, KB2 In Test', 'KB3 Approved']);
    assert.deepEqual(await history.undo(), { label: 'one', problems: [] });
    assert.deepEqual(texts(), ['KB1 In Test, KB2 In Test', 'KB3 In Test']);
    assert.deepEqual(await history.redo(), { label: 'one', problems: [] });
    assert.deepEqual(texts(), ['KB1 Approved, KB2 In Test', 'KB3 Approved']);
    assert.deepEqual(await history.redo(), { label: undefined, problems: [] });
  });

  it('takes steps back in their order, though later ones moved the places of earlier ones', async () => {
    await write('first', 'KB2 In Test', 'KB2 Approved', a);
    await write('second', 'KB1 In Test, ', '', a);
    await write('third', 'KB2', 'KB0 Released, KB2', a);
    assert.equal(a.text, 'KB0 Released, KB2 Approved');
    for (const label of ['third', 'second', 'first']) assert.deepEqual(await history.undo(), { label, problems: [] });
    assert.deepEqual(await history.undo(), { label: undefined, problems: [] });
    assert.equal(a.text, 'KB1 In Test, KB2 In Test');
    for (const label of ['first', 'second', 'third']) assert.deepEqual(await history.redo(), { label, problems: [] });
    assert.equal(a.text, 'KB0 Released, KB2 Approved');
  });

  it('takes back what was written in a part that was then removed, though something was typed meanwhile', async () => {
    await write('state', 'In Test', 'Approved', a);
    await write('removal', 'KB1 Approved, ', '', a);
    a.type('KB2', 'Microsoft KB2');
    assert.deepEqual((await history.undo()).problems, []);
    a.type('KB1', 'Microsoft KB1');
    assert.deepEqual((await history.undo()).problems, []);
    assert.equal(a.text, 'Microsoft KB1 In Test, Microsoft KB2 In Test');
    await history.redo();
    await history.redo();
    assert.equal(a.text, 'Microsoft KB1 Approved, Microsoft KB2 In Test');
  });

  it('keeps what was typed elsewhere', async () => {
    await write('one', 'KB2 In Test', 'KB2 Approved', a);
    a.type('KB1', 'KB1, Critical,');
    a.type('In Test', 'Available');
    a.apply([{ range: { start: a.text.length, end: a.text.length }, newText: ' the end' }]);
    assert.deepEqual((await history.undo()).problems, []);
    assert.equal(a.text, 'KB1, Critical, Available, KB2 In Test the end');
  });

  it('changes nothing if a text is not what was written any more, until it is again', async () => {
    await write('one', 'In Test', 'Approved', a, b);
    b.type('proved', 'plauded');
    assert.deepEqual(await history.undo(), {
      label: 'one',
      problems: ['b was changed at these places. Undo that first.'],
    });
    assert.deepEqual(texts(), ['KB1 Approved, KB2 In Test', 'KB3 Applauded']);
    b.type('plauded', 'proved');
    assert.deepEqual((await history.undo()).problems, []);
    assert.deepEqual(texts(), ['KB1 In Test, KB2 In Test', 'KB3 In Test']);
  });

  it('changes nothing if a place is partly deleted', async () => {
    await write('one', 'KB2 In Test', 'KB2 Approved', a);
    a.type('In Test, KB2 App', '');
    assert.equal((await history.undo()).problems.length, 1);
    assert.equal(a.text, 'KB1 roved');
  });

  it('goes on with an earlier step if the editor of the file took the last one back', async () => {
    await write('first', 'In Test', 'Approved', b);
    await write('removal', 'KB1 In Test, ', '', a);
    a.apply([{ range: { start: 0, end: 0 }, newText: 'KB1 In Test, ' }]);
    assert.deepEqual(await history.undo(), { label: 'first', problems: [] });
    assert.deepEqual(texts(), ['KB1 In Test, KB2 In Test', 'KB3 In Test']);
  });

  it('says which file cannot be written or read, and keeps the step', async () => {
    await write('one', 'In Test', 'Approved', a, b);
    readOnly.add('a');
    documents.delete('b');
    assert.deepEqual((await history.undo()).problems, [
      'a is read-only. Save a copy elsewhere to change it.',
      'b cannot be read.',
    ]);
    readOnly.clear();
    documents.set('b', b);
    assert.deepEqual((await history.undo()).problems, []);
    assert.deepEqual(texts(), ['KB1 In Test, KB2 In Test', 'KB3 In Test']);
  });

  it('does no step again after another one was written', async () => {
    await write('one', 'In Test', 'Approved', b);
    await history.undo();
    await write('two', 'In Test', 'Released', b);
    assert.equal((await history.redo()).label, undefined);
    assert.equal(b.text, 'KB3 Released');
  });

  it('finds its places in a file with other line ends', () => {
    const document = Object.assign(new Document('c', 'KB4'), { eol: vscode.EndOfLine.CRLF });
    const edits = [{ range: { start: 3, end: 3 }, newText: '\nKB5' }];
    const [place] = module.placesOf(document as never, edits as never);
    assert.deepEqual(place, { start: 3, end: 8, before: '', after: '\r\nKB5' });
  });
});
