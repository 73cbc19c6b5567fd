/** Checks a file as it will be published: under its right name. */
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkDocument } from '../../../language/diagnostics';
import { MAX_PROBLEMS } from '../../../workspace/diagnostic';
import type { Environment } from '../../environment';
import type { ReadInput } from '../../input';
import type { Bundled, Io } from '../../io';
import { note } from '../../noteLines';
import { summaryOf } from '../../reporters/reporter';
import { Destinations } from '../lint/destinations';
import { bindingNotes, reportOn } from '../lint/report';
import { localize } from '../../language';

/**
 * Checks a file with the rules of `vpc lint`, and prints what was found. Known problems of a baseline count: readers of the
 * published file have no baseline.
 * @param file absolute
 * @param name its name after publication: rules and configuration go by it
 * @param others absolute paths of other editions, which rules can compare it with
 * @returns the number of errors
 */
export async function errorsIn(
  input: ReadInput,
  file: string,
  name: string,
  others: readonly string[],
  { environment, bundled, io }: { environment: Environment; bundled: Bundled; io: Io },
): Promise<number> {
  environment.setRunFiles([file, ...others]);
  const uri = pathToFileURL(join(dirname(file), name)).href;
  const { document: bound, binding } = await environment.bound({ ...input, uri, fileName: name });
  // The file itself is not another edition, whatever its name.
  const otherPublications = environment.siblings?.others(file);
  const document = { ...bound, otherPublications, now: Date.now() };
  const { problems, suppressed } = checkDocument(document);
  const report = reportOn(input.path, [...input.problems, ...problems], document, suppressed);
  const notes = [...bindingNotes(input.path, binding), ...(environment.siblings?.takeNotes() ?? [])];
  for (const each of notes) note(each, io);
  if (report.leftOut !== undefined) {
    note(
      localize(
        '{0}: {1} more problems are not reported; the limit is {2}',
        input.path,
        String(report.leftOut),
        String(MAX_PROBLEMS),
      ),
      io,
    );
  }
  const summary = summaryOf([report]);
  if (report.findings.length > 0) {
    const destinations = await Destinations.open([{ format: 'pretty' }], {
      sink: io.out,
      version: bundled.version,
      io,
    });
    destinations.file(report);
    await destinations.end(summary, []);
  }
  return summary.errors;
}
