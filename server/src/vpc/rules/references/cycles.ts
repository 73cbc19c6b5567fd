/** Circles in a graph, found without recursion: chains of patches may be long. */

/**
 * The circles that a walk through a graph meets: each as the nodes on it, the one that comes first in the graph first.
 * @param edges where one may go from each node; none leads to itself
 */
export function cyclesIn(edges: ReadonlyMap<number, readonly number[]>): number[][] {
  const found: number[][] = [];
  const done = new Set<number>();
  for (const start of edges.keys()) {
    if (done.has(start)) continue;
    const path: number[] = [start];
    const on = new Set<number>(path);
    const next = [0];
    while (path.length > 0) {
      const node = path.at(-1)!;
      const target = edges.get(node)?.[next[next.length - 1]!++];
      if (target === undefined) {
        path.pop();
        next.pop();
        on.delete(node);
        done.add(node);
      } else if (on.has(target)) {
        found.push(fromFirst(path.slice(path.indexOf(target))));
      } else if (!done.has(target)) {
        path.push(target);
        next.push(0);
        on.add(target);
      }
    }
  }
  return found;
}

function fromFirst(cycle: readonly number[]): number[] {
  const first = cycle.indexOf(cycle.reduce((least, node) => Math.min(least, node)));
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}
