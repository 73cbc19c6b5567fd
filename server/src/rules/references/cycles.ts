/** Cycles in a graph, found by depth-first search without recursion: chains of patches can be long. */
import { checkpoint } from '../../xml/budget';

const State = { New: 0, OnPath: 1, Done: 2 } as const;

/**
 * The cycles that a depth-first search finds, one for each back edge: its nodes in order, starting with the lowest number.
 * @param edges from, to, from, to …, without edges from a node to itself; the search follows them in this order
 * @param count of nodes, which are numbered from 0
 */
export function cyclesIn(edges: readonly number[], count: number): number[][] {
  const { starts, targets } = byNode(edges, count);
  const found: number[][] = [];
  const states = new Uint8Array(count);
  /** For each node, the index of its next edge in `targets`. */
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
      if (states[target] === State.OnPath) checkpoint(path.length);
      if (states[target] === State.OnPath) found.push(startingAtLowest(path.slice(path.indexOf(target))));
      else if (states[target] === State.New) {
        path.push(target);
        states[target] = State.OnPath;
      }
    }
  }
  return found;
}

/** The targets of the edges by source node: those of node n are `targets` from `starts[n]` to `starts[n + 1]`, in input order. */
function byNode(edges: readonly number[], count: number): { starts: Int32Array; targets: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (let at = 0; at < edges.length; at += 2) starts[edges[at]! + 1]!++;
  for (let node = 0; node < count; node++) starts[node + 1]! += starts[node]!;
  const free = starts.slice();
  const targets = new Int32Array(edges.length / 2);
  for (let at = 0; at < edges.length; at += 2) targets[free[edges[at]!]!++] = edges[at + 1]!;
  return { starts, targets };
}

function startingAtLowest(cycle: readonly number[]): number[] {
  const first = cycle.indexOf(cycle.reduce((lowest, node) => Math.min(lowest, node)));
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}
