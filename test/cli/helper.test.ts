import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import type { Helper } from '../../server/src/cli/helper';
import { HelperThread } from '../../server/src/cli/helperThread';
import { SHARED_SIZE } from '../../server/src/cli/sharedSize';
import { surveyFor } from '../../server/src/service/sharedSurvey';
import { markBuffers } from '../../server/src/vpc/stream/markBatches';
import { bytesSource } from '../../server/src/xml/stream/source';
import { CliFolder } from '../support/cli';
import { documentIn } from '../support/documents';
import { publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';

const NAME = 'large.vpc.xml';

/** Patches with one mistake, near the end. */
function largeText(): string {
  const patches = Array.from({ length: 80_000 }, (_, index) => ({
    'patch-id': `KB${1_000_000 + (index === 79_000 ? 0 : index)}`,
    title: `Update ${index}`,
    released: '2026-02-10T18:00:00Z',
  }));
  return publicationText(FIRST, patches);
}

describe('a helper', () => {
  let text: string;
  let folder: CliFolder;
  before(async () => {
    text = largeText();
    assert.ok(text.length >= SHARED_SIZE);
    folder = await CliFolder.with({
      [NAME]: text,
      'throws.cjs': 'throw new Error("broken");',
      'ends.cjs': 'process.exit(0);',
      'dies.cjs': `require('node:worker_threads').parentPort.once('message', () => process.exit(1));`,
    });
  });
  after(() => folder.remove());

  const task = { file: 'any.xml', options: {} };
  for (const program of ['throws.cjs', 'ends.cjs', 'dies.cjs']) {
    it(`that ${program.slice(0, -4)} has surveyed nothing, and does not have to be waited for`, async () => {
      const thread = new HelperThread(join(folder.path, program));
      assert.equal(await thread.survey(task, () => assert.fail()), null);
      assert.equal(await thread.survey(task, () => assert.fail()), null);
    });
  }

  const lint = async (helper?: Helper): Promise<string> => {
    const { out } = await folder.vpc(['lint', NAME, '--format', 'compact'], helper && { helper });
    return out;
  };

  it('that gives up at once, or halfway, is done without', async () => {
    const alone = await lint();
    assert.match(alone, /vpc\/duplicate-patch/);
    const never: Helper = { survey: () => Promise.resolve(null) };
    const halfway: Helper = {
      survey: (_, take) => {
        const { tree: head, schema, vocabulary } = documentIn(FIRST, text);
        let sent = 0;
        surveyFor({ source: bytesSource(Buffer.from(text)), head, schema, vocabulary }, (batch) => {
          if (sent++ < 3) take(batch);
        });
        return Promise.resolve(null);
      },
    };
    for (const helper of [never, halfway]) assert.equal(await lint(helper), alone);
  });

  it('that surveys has what checking the file alone has', async () => {
    const asked: string[] = [];
    const buffers = [markBuffers(), markBuffers()];
    let sent = 0;
    const helper: Helper = {
      survey: ({ file }, take) => {
        asked.push(file);
        const { tree: head, schema, vocabulary } = documentIn(FIRST, text);
        return Promise.resolve(
          surveyFor(
            { source: bytesSource(Buffer.from(text)), head, schema, vocabulary },
            (batch) => take(batch),
            undefined,
            () => buffers[sent++ % 2]!,
          ),
        );
      },
    };
    assert.equal(await lint(helper), await lint());
    assert.deepEqual(asked, [join(folder.path, NAME)]);
  });
});
