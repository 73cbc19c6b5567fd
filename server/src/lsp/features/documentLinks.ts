import type { DocumentLink } from 'vscode-languageserver';
import { placedLinks } from '../../language/languageService';
import type { Link, LinkGroup } from '../../language/types';
import type { GovernedDocument } from '../../workspace/document';
import type { Position } from '../../xml/tree';
import { runForDocument } from '../timeSlicing';
import type { Session } from '../session';
import { EncodedJson, JsonPiece } from '../transport/encodedJson';
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
  const groups = yield* session.service.links(document, MAX_LINKS);
  if (session.runtime.takesJson === true) {
    return EncodedJson.as([
      '[',
      ...groups.flatMap((group, index) => [index === 0 ? '' : ',', encodedGroup(group, session)]),
      ']',
    ]);
  }
  return groups
    .flatMap(placedLinks)
    .map(({ start, end, target }) => ({ range: { start, end }, ...addressOf(target, session) }));
}

/** Links as JSON, and where they started then. */
interface Encoded {
  readonly start: Position;
  readonly piece: JsonPiece;
}

/** By the links; the tooltips are in the session's language. */
const encoded = new WeakMap<Session, WeakMap<LinkGroup['links'], Encoded>>();

/** After an edit, most groups are as they were. */
function encodedGroup({ start, links }: LinkGroup, session: Session): JsonPiece {
  let ofSession = encoded.get(session);
  if (ofSession === undefined) encoded.set(session, (ofSession = new WeakMap<LinkGroup['links'], Encoded>()));
  const known = ofSession.get(links);
  if (known?.start.line === start.line && known.start.character === start.character) return known.piece;
  const encodedLinks = placedLinks({ start, links }).map((link) => encodedLink(link, session));
  const piece = new JsonPiece(encodedLinks.join());
  ofSession.set(links, { start, piece });
  return piece;
}

function encodedLink({ start, end, target }: Link, session: Session): string {
  const range = `{"start":${encodedPosition(start)},"end":${encodedPosition(end)}}`;
  return `{"range":${range},${encodedAddress(target, session)}}`;
}

function encodedPosition({ line, character }: Position): string {
  return `{"line":${line},"character":${character}}`;
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
