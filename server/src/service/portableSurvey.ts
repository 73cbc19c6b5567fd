/** Surveys as plain data, so that one thread may survey for another. */
import { readerOf, type Reader } from '../vpc/model';
import type { RunFacts } from '../vpc/stream/collector';
import { EMPTY_ENTITIES } from '../xml/entities';
import { rootElement } from '../xml/locate';
import { expandedName, Scope } from '../xml/namespaces';
import type { HollowSegment, SolidSegment } from '../xml/stream/segments';
import { typeAt } from '../xsd/stream/typeAt';
import type { CleanRun } from '../xsd/stream/surveyed';
import type { StreamedDocument, SurveyedPart } from './streaming';

/** What a run is remembered with, but for what both sides know. */
interface PortableRun extends Pick<CleanRun<unknown>, 'path' | 'elements'> {
  readonly observed: Pick<RunFacts, 'role' | 'items'> | null;
}

/** A surveyed part, as it can be sent. */
export interface PortablePart extends Pick<SurveyedPart, 'start' | 'end'> {
  readonly segments: readonly (SolidSegment | HollowSegment<PortableRun>)[];
}

/** A part as plain data. A run for which the names around it do not say all is left to the parser. */
export function toPortable(document: StreamedDocument, { start, end, segments }: SurveyedPart): PortablePart {
  const facts = new PathFacts(document);
  return {
    start,
    end,
    segments: segments.map((segment) => {
      if (segment.kind === 'solid') return segment;
      const { path, scope, type, elements, observed } = segment.finding;
      const { from, to } = segment;
      const isPlain = scope === facts.scope && type === facts.type(path);
      if (!isPlain) return { kind: 'solid', from, to };
      return {
        ...segment,
        finding: { path, elements, observed: observed && { role: observed.role, items: observed.items } },
      };
    }),
  };
}

/** A part that was sent, for the same document. */
export function fromPortable(document: StreamedDocument, { start, end, segments }: PortablePart): SurveyedPart {
  const facts = new PathFacts(document);
  return {
    start,
    end,
    segments: segments.map((segment) => {
      if (segment.kind === 'solid') return segment;
      const { path, elements, observed } = segment.finding;
      const { scope, reader } = facts;
      const finding = {
        path,
        scope,
        type: facts.type(path),
        elements,
        observed: observed && { ...observed, reader, scope },
      };
      return { ...segment, finding };
    }),
  };
}

/** What the names around a run say, in a document whose root declares all namespaces. */
class PathFacts {
  readonly scope: Scope;
  readonly reader: Reader;
  readonly #types = new Map<string, CleanRun<unknown>['type']>();

  constructor(private readonly document: StreamedDocument) {
    const { node } = rootElement(document.head)!;
    this.scope = Scope.ROOT.enter(node);
    // Without a vocabulary nobody asks it.
    this.reader = readerOf(
      document.vocabulary!,
      EMPTY_ENTITIES,
      expandedName(node.name, this.scope, 'element').namespace,
    );
  }

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
