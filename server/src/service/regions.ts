import { NodeKind, textOf, type ChildNode } from '../xml/nodes';

/** What a comment says of a region: `<!-- #region … -->` starts one, `<!-- #endregion -->` ends it. */
export function regionMarker(node: ChildNode): 'start' | 'end' | null {
  if (node.kind !== NodeKind.Comment) return null;
  const word = /^<!--\s*#(region|endregion)\b/.exec(textOf(node))?.[1];
  return word === undefined ? null : word === 'region' ? 'start' : 'end';
}

export function isRegionMarker(node: ChildNode): boolean {
  return regionMarker(node) !== null;
}
