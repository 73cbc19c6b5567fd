/**
 * Two threads survey a document. One goes over its bytes and marks what the rules want to know; the other makes of the marks
 * what the rules gather, and the tree at last. So neither has to learn, and the engine to compile, what the other does.
 */
import { Collector, type RunFacts } from '../vpc/stream/collector';
import { MarkReceiver, MarkSender, type MarkBatch, type MarkBuffers } from '../vpc/stream/markBatches';
import { Marker } from '../vpc/stream/marker';
import { rootElement } from '../xml/locate';
import { expandedName, Scope } from '../xml/namespaces';
import type { HollowSegment, SolidSegment } from '../xml/stream/segments';
import { survey } from '../xsd/stream/survey';
import type { CleanRun, Surveyed, SurveyOptions } from '../xsd/stream/surveyed';
import { typeAt } from '../xsd/stream/typeAt';
import type { StreamedDocument } from './streaming';

/** What a run is remembered with, but for what both sides know. */
interface SharedRun extends Pick<CleanRun<unknown>, 'path' | 'elements'> {
  /** Which of the runs that were sent it is; `null` where no rules look at it. */
  readonly observed: number | null;
}

/** A surveyed document as plain data. */
export type SharedSurvey = readonly (SolidSegment | HollowSegment<SharedRun>)[];

/**
 * Surveys a document for somebody else.
 * @param send gets marks for a {@link SurveyFollower}, in order
 * @param next gives buffers for the marks that are sent next
 */
export function surveyFor(
  document: StreamedDocument,
  send: (batch: MarkBatch) => void,
  options?: SurveyOptions,
  next?: () => MarkBuffers,
): SharedSurvey {
  const { source, schema, vocabulary } = document;
  const root = new Root(document);
  const sender = new MarkSender(root.scope, send, next);
  const segments = survey(source, schema, options, vocabulary && new Marker(vocabulary, sender));
  sender.flush();
  return segments.map((segment) => {
    if (segment.kind === 'solid') return segment;
    const { path, scope, type, elements, observed } = segment.finding;
    const { from, to } = segment;
    // A run for which the names around it do not say all is left to the parser.
    if (scope !== root.scope || type !== root.type(path)) return { kind: 'solid', from, to };
    return { ...segment, finding: { path, elements, observed } };
  });
}

/** Makes of what somebody else surveys what surveying it here would give. */
export class SurveyFollower {
  private readonly root: Root;
  private readonly receiver: MarkReceiver<RunFacts> | null;

  constructor(document: StreamedDocument) {
    const { vocabulary } = document;
    this.root = new Root(document);
    this.receiver = vocabulary && new MarkReceiver(new Collector(vocabulary), this.root);
  }

  take(batch: MarkBatch): void {
    this.receiver?.take(batch);
  }

  /** What was surveyed. */
  finish(segments: SharedSurvey): Surveyed<RunFacts> {
    const { scope } = this.root;
    return segments.map((segment) => {
      if (segment.kind === 'solid') return segment;
      const { path, elements, observed: run } = segment.finding;
      const observed = run === null ? null : (this.receiver?.runs[run] ?? null);
      return { ...segment, finding: { path, scope, type: this.root.type(path), elements, observed } };
    });
  }
}

/** What holds all over a document whose root declares all namespaces. */
class Root {
  readonly scope: Scope;
  readonly namespace: string;
  readonly #types = new Map<string, CleanRun<unknown>['type']>();

  constructor(private readonly document: StreamedDocument) {
    const { node } = rootElement(document.head)!;
    this.scope = Scope.ROOT.enter(node);
    this.namespace = expandedName(node.name, this.scope, 'element').namespace;
  }

  /** The type of what has that path. */
  type(path: readonly string[]): CleanRun<unknown>['type'] {
    const { schema } = this.document;
    if (schema === null) return null;
    const key = path.join(' ');
    let type = this.#types.get(key);
    if (type === undefined) {
      const found = typeAt(schema, this.scope, path);
      this.#types.set(key, (type = found?.kind === 'complexType' ? found : null));
    }
    return type;
  }
}
