import type { DocumentLink } from 'vscode-languageserver';
import type { Link, XmlTree } from '../../language/types';
import type { GovernedDocument } from '../../workspace/document';
import { rangesOf } from '../../workspace/diagnostic';
import { runForDocument } from '../timeSlicing';
import type { Session } from '../session';
import { EncodedJson } from '../transport/encodedJson';
import { answer } from './answer';
import type { Task } from '../../xml/task';

/** Finding the positions of more would delay the editor, and nobody clicks that many. */
const MAX_LINKS = 10_000;

/** `textDocument/documentLink` */
export function registerDocumentLinks(session: Session): void {
  const { connection, runtime } = session;
  connection.onDocumentLinks(({ textDocument: { uri } }, token) =>
    answer(
      session,
      'Document links',
      uri,
      [],
      token,
      async (document, _open, isWanted) => {
        const done = await runForDocument(runtime, documentLinks(document, session), isWanted);
        return done?.result ?? [];
      },
      'whole file',
    ),
  );
}

function* documentLinks(document: GovernedDocument, session: Session): Task<DocumentLink[]> {
  const links = yield* session.service.links(document, MAX_LINKS);
  if (session.runtime.takesJson === true) return EncodedJson.as(encodedLinks(links, document.tree, session));
  const ranges = rangesOf(document.tree, links);
  return links.map(({ target }, index) => ({ range: ranges[index]!, ...addressOf(target, session) }));
}

/** Links as JSON; their ranges do not overlap. */
function encodedLinks(links: readonly Link[], tree: XmlTree, session: Session): string {
  const offsets: number[] = [];
  for (const { start, end } of links) offsets.push(start, end);
  let [json, index] = ['[', 0];
  tree.visitPositions(offsets, (line, character) => {
    const position = `{"line":${line},"character":${character}}`;
    const isStart = index % 2 === 0;
    json += isStart
      ? `${index > 0 ? ',' : ''}{"range":{"start":${position}`
      : `,"end":${position}},${encodedAddress(links[(index - 1) / 2]!.target, session)}}`;
    index++;
  });
  return `${json}]`;
}

function addressOf(target: string, { abilities, localize }: Session): Omit<DocumentLink, 'range'> {
  return { target, ...(abilities.linkTooltips && { tooltip: localize('Open {0}', new URL(target).host) }) };
}

/** The fields of links without their braces, by their address; the tooltip is in the session's language. */
const encodedAddresses = new WeakMap<Session, Map<string, string>>();
const MAX_ADDRESSES = 20_000;

function encodedAddress(target: string, session: Session): string {
  let encoded = encodedAddresses.get(session);
  if (encoded === undefined) encodedAddresses.set(session, (encoded = new Map<string, string>()));
  let text = encoded.get(target);
  if (text === undefined) {
    if (encoded.size === MAX_ADDRESSES) encoded.clear();
    encoded.set(target, (text = JSON.stringify(addressOf(target, session)).slice(1, -1)));
  }
  return text;
}
