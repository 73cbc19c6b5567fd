/**
 * The writes of a panel that can be taken back, each as one step over all its files. A panel has no undo stack of VS Code's own,
 * as an editor of one file has.
 */
import * as vscode from 'vscode';
import { nameOf } from '../common/openFile';
import { readOnlyReason } from './readOnly';

/** A place of a text that a step has written. */
export interface WrittenPlace {
  /**
   * Offsets in UTF-16 units. Of the step that can be undone or redone next, in the document as it is now; of each other one, as it
   * will be when its turn comes. So a step cannot disturb the places of another one.
   */
  start: number;
  end: number;
  readonly before: string;
  readonly after: string;
}

/** What a step has written into a file. */
export interface WrittenFile {
  readonly uri: vscode.Uri;
  /** In their order; none touches another. */
  readonly places: readonly WrittenPlace[];
}

interface Step {
  readonly label: string;
  readonly files: readonly WrittenFile[];
}

/** What came of undoing or redoing. */
export interface Reverted {
  /** The label of the step; `undefined`: there is none. */
  readonly label: string | undefined;
  /** Why the step was not done, a line for each file. */
  readonly problems: readonly string[];
}

/** Older steps cannot be taken back. */
const MAX_STEPS = 200;

export class WriteHistory implements vscode.Disposable {
  private readonly done: Step[] = [];
  private readonly undone: Step[] = [];
  private isApplying = false;
  private readonly listening = vscode.workspace.onDidChangeTextDocument((event) => this.follow(event));

  /** Applies an edit as a step. @param files what it writes */
  async apply(label: string, edit: vscode.WorkspaceEdit, files: readonly WrittenFile[]): Promise<boolean> {
    if (!(await this.applied(edit))) return false;
    this.done.push({ label, files });
    if (this.done.length > MAX_STEPS) this.done.shift();
    this.undone.length = 0;
    return true;
  }

  /** Takes the last step back. */
  undo(): Promise<Reverted> {
    return this.revert(this.done, this.undone, DONE, UNDONE);
  }

  /** Does the step again that was taken back last. */
  redo(): Promise<Reverted> {
    return this.revert(this.undone, this.done, UNDONE, DONE);
  }

  dispose(): void {
    this.listening.dispose();
  }

  /** @param there what is expected at a place @param wanted what is to be written there */
  private async revert(from: Step[], to: Step[], there: Side, wanted: Side): Promise<Reverted> {
    for (let step = from.at(-1); step !== undefined; step = from.at(-1)) {
      const edit = new vscode.WorkspaceEdit();
      const problems: string[] = [];
      let isDone = true;
      for (const { uri, places } of step.files) {
        const reason = await readOnlyReason(uri);
        const document = reason === '' ? await opened(uri) : undefined;
        const says = (side: Side): boolean =>
          document !== undefined && places.every((place) => document.getText(rangeOf(place, document)) === place[side]);
        isDone &&= says(wanted);
        if (document === undefined) problems.push(reason || vscode.l10n.t('{0} cannot be read.', nameOf(uri)));
        else if (says(there)) {
          const edits = places.map((place) => vscode.TextEdit.replace(rangeOf(place, document), place[wanted]));
          edit.set(uri, edits);
        } else problems.push(vscode.l10n.t('{0} was changed at these places. Undo that first.', nameOf(uri)));
      }
      if (!isDone && problems.length === 0 && !(await this.applied(edit)))
        problems.push(vscode.l10n.t('The file has changed meanwhile. Try again.'));
      if (!isDone && problems.length > 0) return { label: step.label, problems };
      from.pop();
      // It was done in the editors of the files.
      if (isDone) continue;
      for (const { places } of step.files) turn(places, wanted);
      to.push(step);
      return { label: step.label, problems };
    }
    return { label: undefined, problems: [] };
  }

  private async applied(edit: vscode.WorkspaceEdit): Promise<boolean> {
    this.isApplying = true;
    try {
      return await vscode.workspace.applyEdit(edit);
    } finally {
      this.isApplying = false;
    }
  }

  private follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (this.isApplying) return;
    const key = document.uri.toString();
    for (const change of contentChanges) {
      trace(this.done, key, change, UNDONE);
      trace(this.undone, key, change, DONE);
    }
  }
}

/** The text of a place before the step, and after it. */
type Side = 'before' | 'after';
const UNDONE: Side = 'before';
const DONE: Side = 'after';

/**
 * The places of edits once they are applied to a document.
 * @param document as it is before
 */
export function placesOf(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): WrittenPlace[] {
  // The editor writes its own line ends.
  const lineEnd = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const sorted = edits
    .map(({ range, newText }) => ({ range, at: document.offsetAt(range.start), newText }))
    .sort((a, b) => a.at - b.at);
  let moved = 0;
  return sorted.map(({ range, at, newText }) => {
    const [before, after] = [document.getText(range), newText.replace(/\r\n?|\n/g, lineEnd)];
    const start = at + moved;
    moved += after.length - before.length;
    return { start, end: start + after.length, before, after };
  });
}

async function opened(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    // It was deleted or renamed.
    return undefined;
  }
}

function rangeOf({ start, end }: WrittenPlace, document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

type Change = Pick<vscode.TextDocumentContentChangeEvent, 'rangeOffset' | 'rangeLength' | 'text'>;

/** Moves the places of steps with a change of their document. @param other the text of a place once its step has its turn */
function trace(steps: readonly Step[], key: string, change: Change, other: Side): void {
  let { rangeOffset } = change;
  for (let index = steps.length - 1; index >= 0; index--) {
    const file = steps[index]!.files.find(({ uri }) => uri.toString() === key);
    const moved = file === undefined ? rangeOffset : shift(file.places, { ...change, rangeOffset }, other);
    // Steps below have their turn when this one is reverted, and so is the change in its place.
    if (moved === null) return;
    rangeOffset = moved;
  }
}

/**
 * Moves places with a change. One that the change touches becomes longer, so that its text differs.
 * @returns the offset of the change once all places have their other text; `null`: it is in one of them
 */
function shift(
  places: readonly WrittenPlace[],
  { rangeOffset, rangeLength, text }: Change,
  other: Side,
): number | null {
  const end = rangeOffset + rangeLength;
  const more = text.length - rangeLength;
  let [isInside, moved] = [false, rangeOffset];
  for (const place of places) {
    // What is inserted where a text was removed can be that text.
    const isInserted = place.start === place.end && rangeLength === 0 && rangeOffset === place.start;
    if (!isInserted && end <= place.start) {
      place.start += more;
      place.end += more;
    } else if (!isInserted && rangeOffset >= place.end) {
      moved += place[other].length - (place.end - place.start);
    } else {
      place.start = Math.min(place.start, rangeOffset);
      place.end = Math.max(place.end, end) + more;
      isInside = true;
    }
  }
  return isInside ? null : moved;
}

/** Moves the places of a step that was reverted. @param side the text that they have now */
function turn(places: readonly WrittenPlace[], side: Side): void {
  let moved = 0;
  for (const place of places) {
    const length = place.end - place.start;
    place.start += moved;
    place.end = place.start + place[side].length;
    moved += place[side].length - length;
  }
}
