/** The places of edits and requests of a session: in patches spread over the file, each time in another one. */
import type { Vocabulary } from '../../server/src/domain/vocabulary';
import { Lines } from '../lib/lines';
import type { Edit } from './session';

/** The file that a session is about. */
export interface Subject {
  readonly folder: string;
  readonly path: string;
  readonly text: string;
  readonly vocabulary: Vocabulary;
}

export type PatchRole = 'title' | 'severity' | 'released';
export type Where = 'start' | 'name' | 'valueStart' | 'valueEnd';

export class Places {
  private readonly lines: Lines;
  private place = 0;

  constructor(private readonly subject: Subject) {
    this.lines = new Lines(subject.text);
  }

  /** An insertion in the next patch, and the edit that undoes it. */
  insertion(role: PatchRole, where: Where, text: string): readonly [Edit, Edit] {
    const start = this.lines.positionAt(this.find(role)[where]);
    const end = { line: start.line, character: start.character + text.length };
    return [
      { start, end: start, text },
      { start, end, text: '' },
    ];
  }

  /** The deletion of an end tag in the next patch, and the edit that undoes it. */
  deletion(role: PatchRole): readonly [Edit, Edit] {
    const { valueEnd, end } = this.find(role);
    const [from, to] = [this.lines.positionAt(valueEnd), this.lines.positionAt(end)];
    return [
      { start: from, end: to, text: '' },
      { start: from, end: from, text: this.subject.text.slice(valueEnd, end) },
    ];
  }

  /** A position in the next patch, as the parameters of a request. */
  at(role: PatchRole, where: Where) {
    return { position: this.lines.positionAt(this.find(role)[where]) };
  }

  /** The identifier of a product in the next patch, as the parameters of a request. */
  product() {
    const { text, vocabulary } = this.subject;
    const [product, id] = [vocabulary.nameOf('patch', 'product')!, vocabulary.nameOf('product', 'product-id')!];
    const from = text.indexOf(`<${product}>`, this.find('title').start);
    return { position: this.lines.positionAt(text.indexOf(`<${id}>`, from) + id.length + 3) };
  }

  /** The name of an element. */
  name(role: PatchRole): string {
    return this.subject.vocabulary.nameOf('patch', role)!;
  }

  /** The next element of a role: steps of the golden ratio spread the places evenly over the file. */
  private find(role: PatchRole): Record<Where | 'end', number> {
    const { text, vocabulary } = this.subject;
    this.place = (this.place + 0.618034) % 1;
    const patch = `<${vocabulary.nameOf('patch-vendor', 'patch')!}>`;
    const last = text.lastIndexOf(patch);
    const from = text.indexOf(patch, Math.floor(this.place * last));
    const name = this.name(role);
    const start = from + text.slice(from, from + 10_000).search(new RegExp(`<${name}[ >]`));
    const valueStart = text.indexOf('>', start) + 1;
    const valueEnd = text.indexOf('</', valueStart);
    return { start, name: start + 1, valueStart, valueEnd, end: valueEnd + name.length + 3 };
  }
}
