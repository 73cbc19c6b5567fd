import { finished } from '../xml/pause';
import type { Range } from './findings';
import type { Elsewhere, NamedElsewhere, PatchElsewhere } from './workspaceIndex';

/** Something of the workspace that can be jumped to by its name. */
export interface WorkspaceSymbol {
  readonly kind: 'patch' | 'product' | 'patch-vendor';
  /** The identifier, of a patch with its title. */
  readonly name: string;
  /** Whose it is. */
  readonly container: string;
  readonly uri: string;
  readonly range: Range;
}

/**
 * The patches, products and patch vendors of the workspace's VPC files that a query means; of files published last first.
 * A query means what has its characters in their order, letter case aside, as editors look for symbols; an empty one, all.
 * @param limit how many at most
 */
export function workspaceSymbols(files: Elsewhere['files'], query: string, limit: number): WorkspaceSymbol[] {
  return finished(workspaceSymbolsInSteps(files, query, limit));
}

/** The same for whoever lets others have their turn: yields between names. */
export function* workspaceSymbolsInSteps(
  files: Elsewhere['files'],
  query: string,
  limit: number,
): Generator<void, WorkspaceSymbol[], undefined> {
  const found: WorkspaceSymbol[] = [];
  const seen = new Set<string>();
  const wanted = query.toLowerCase().replace(/\s+/g, '');
  const add = (symbol: WorkspaceSymbol): void => {
    if (isMeant(symbol.name, wanted)) found.push(symbol);
  };
  for (const file of files) {
    for (const patch of file.allPatches()) {
      add(patchSymbol(patch));
      if (found.length >= limit) return found;
      yield;
    }
    for (const kind of ['vendor', 'product'] as const) {
      for (const value of file.values(kind)) {
        // Each file names them again: the latest one is enough.
        const key = `${kind}\n${kind === 'product' ? file.supplier : ''}\n${value}`;
        const first = seen.has(key) ? undefined : file.first(kind, value);
        seen.add(key);
        if (first !== undefined) add(firstNaming(first, kind === 'vendor' ? 'patch-vendor' : 'product'));
        yield;
      }
    }
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

function patchSymbol({ id, title, vendor, uri, range }: PatchElsewhere): WorkspaceSymbol {
  return { kind: 'patch', name: title === '' ? id : `${id} ${title}`, container: vendor, uri, range };
}

function firstNaming({ value, supplier, uri, range }: NamedElsewhere, kind: WorkspaceSymbol['kind']): WorkspaceSymbol {
  return { kind, name: value, container: supplier, uri, range };
}

function isMeant(name: string, query: string): boolean {
  let at = 0;
  const text = name.toLowerCase();
  for (const character of query) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
