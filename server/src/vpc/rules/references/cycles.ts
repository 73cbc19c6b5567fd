/** Circles in a graph, found without recursion: chains of patches may be long. */

const State = { New: 0, OnPath: 1, Done: 2 } as const;

/**
 * The circles that a walk through a graph meets: each as the nodes on it, the one with the least number first.
 * @param edges from, to, from, to …; none leads to itself. They are walked in their order
 * @param count of nodes, which are numbered from 0 on
 */
export function cyclesIn(edges: readonly number[], count: number): number[][] {
  const { starts, targets } = byNode(edges, count);
  const found: number[][] = [];
  const states = new Uint8Array(count);
  /** For each node, the edge to go on with. */
  const next = starts.slice();
  for (let at = 0; at < edges.length; at += 2) {
    const start = edges[at]!;
    if (states[start] !== State.New) continue;
    const path: number[] = [start];
    states[start] = State.OnPath;
    while (path.length > 0) {
      const node = path.at(-1)!;
      if (next[node] === starts[node + 1]) {
        path.pop();
        states[node] = State.Done;
        continue;
      }
      const target = targets[next[node]!++]!;
      if (states[target] === State.OnPath) found.push(fromFirst(path.slice(path.indexOf(target))));
      else if (states[target] === State.New) {
        path.push(target);
        states[target] = State.OnPath;
      }
    }
  }
  return found;
}

/** The targets of the edges, node by node: those of node n from `starts[n]` to `starts[n + 1]`, in the order of the edges. */
function byNode(edges: readonly number[], count: number): { starts: Int32Array; targets: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (let at = 0; at < edges.length; at += 2) starts[edges[at]! + 1]!++;
  for (let node = 0; node < count; node++) starts[node + 1]! += starts[node]!;
  const free = starts.slice();
  const targets = new Int32Array(edges.length / 2);
  for (let at = 0; at < edges.length; at += 2) targets[free[edges[at]!]!++] = edges[at + 1]!;
  return { starts, targets };
}

function fromFirst(cycle: readonly number[]): number[] {
  const first = cycle.indexOf(cycle.reduce((least, node) => Math.min(least, node)));
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}
