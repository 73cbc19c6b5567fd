import type { Fix } from '../vpc/rules/fixes';
import { nearest } from '../vpc/rules/nearest';
import { fixesFor } from '../vpc/rules/registry';
import { contextAt } from '../xml/context';
import type { Problem } from '../xml/problem';
import type { TextEdit } from '../xml/reparse';
import { endTagOf } from '../xml/tags';
import type { GovernedDocument } from './document';
import { sourceOf } from './findings';

export type { Fix };

/** What can be done about a problem, made from the document as it is now; best first, at most one preferred. */
export function fixesOf(problem: Problem, document: GovernedDocument): Fix[] {
  const { vocabulary } = document;
  if (sourceOf(problem.code) === 'vpc')
    return vocabulary === null ? [] : fixesFor(problem, { ...document, vocabulary });
  return replacements(problem, document);
}

/** Where a problem names what may stand in its place: the few that are most like what stands there. */
function replacements(problem: Problem, { tree }: GovernedDocument): Fix[] {
  const expected = problem.data?.expected ?? [];
  const found = tree.slice(problem.start, problem.end);
  const known = typeof expected === 'string' ? [expected] : expected;
  return nearest(found, known).flatMap((name, index): Fix[] => {
    const edits = replacing(problem, name, { tree });
    // Preferred only where nobody could have meant anything else.
    const preferred = index === 0 && name.toLowerCase() === found.toLowerCase();
    return edits === null
      ? []
      : [{ title: 'Replace by "{0}"', args: [name], preferred, change: { kind: 'edit', edits } }];
  });
}

/** The edits that put another name or value into a problem's range: both tags of an element, the text of a value. */
function replacing({ start, end }: Problem, text: string, { tree }: Pick<GovernedDocument, 'tree'>): TextEdit[] | null {
  const context = contextAt(tree, start);
  switch (context.kind) {
    case 'tagName': {
      const { element } = context;
      const written = tree.slice(start, end);
      const name = written.slice(0, written.indexOf(':') + 1) + text;
      const { kind, nameStart, nameEnd } = endTagOf(element.node);
      const hasEndTag = kind === 'EndTag' || kind === 'UnfinishedEndTag';
      const endTag = { start: element.offset + nameStart, end: element.offset + nameEnd, text: name };
      return [{ start, end, text: name }, ...(hasEndTag ? [endTag] : [])];
    }
    case 'attributeName':
      return [{ start, end, text }];
    case 'attributeValue':
      return [{ start, end, text: escaped(text).replaceAll('"', '&quot;').replaceAll("'", '&apos;') }];
    case 'text':
    case 'tagSpace':
      return [{ start, end, text: escaped(text) }];
    default:
      return null;
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
