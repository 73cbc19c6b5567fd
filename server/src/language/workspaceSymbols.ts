import { identifierKey } from '../domain/identifiers/keys';
import { normalisedName } from '../domain/identity';
import type { Range } from '../workspace/diagnostic';
import type { OtherPublications, WorkspaceOccurrence, WorkspacePatch } from '../workspace/workspaceIndex';
import type { Task } from '../xml/task';

/** A symbol of the workspace's VPC files, found by its name. */
export interface WorkspaceSymbol {
  readonly kind: 'patch' | 'product' | 'patch-vendor';
  /** The identifier, of a patch with its title. */
  readonly name: string;
  /** The vendor of a patch, the supplier of the others. */
  readonly container: string;
  readonly uri: string;
  readonly range: Range;
}

/**
 * The patches, products and patch vendors of VPC files whose names match a query; of files published last first. A name
 * matches if it has the characters of the query in their order, ignoring case and whitespace, in the spelling of the file or
 * in the one by which names are compared; the empty query matches all.
 * @param limit maximum number of symbols
 */
export function* workspaceSymbols(
  files: OtherPublications['files'],
  query: string,
  limit: number,
): Task<WorkspaceSymbol[]> {
  const found: WorkspaceSymbol[] = [];
  const seen = new Set<string>();
  const characters = query.toLowerCase().replace(/\s+/g, '');
  const compared = normalisedName(query).replaceAll(' ', '');
  const add = (symbol: WorkspaceSymbol, key: string): void => {
    if (isMatch(symbol.name, characters) || isMatch(key, compared)) found.push(symbol);
  };
  for (const file of files) {
    for (const patch of file.allPatches()) {
      add(patchSymbol(patch), file.identity.patch(patch.vendor, patch.id));
      if (found.length >= limit) return found;
      yield;
    }
    for (const kind of ['vendor', 'product'] as const) {
      for (const value of file.values(kind)) {
        // Each file names them again: the one published last is enough.
        const name = identifierKey(file.identity, { kind, value, vendor: '' });
        const key = `${kind}\n${kind === 'product' ? file.identity.supplier(file.supplier) : ''}\n${name}`;
        const first = seen.has(key) ? undefined : file.first(kind, value);
        seen.add(key);
        if (first !== undefined) add(firstOccurrence(first, kind === 'vendor' ? 'patch-vendor' : 'product'), name);
        yield;
      }
    }
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

function patchSymbol({ id, title, vendor, uri, range }: WorkspacePatch): WorkspaceSymbol {
  return { kind: 'patch', name: title === '' ? id : `${id} ${title}`, container: vendor, uri, range };
}

function firstOccurrence(
  { value, supplier, uri, range }: WorkspaceOccurrence,
  kind: WorkspaceSymbol['kind'],
): WorkspaceSymbol {
  return { kind, name: value, container: supplier, uri, range };
}

function isMatch(name: string, query: string): boolean {
  let at = 0;
  const text = name.toLowerCase();
  for (const character of query) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
