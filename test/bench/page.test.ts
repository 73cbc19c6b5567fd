import assert from 'node:assert/strict';
import { dated, withSections } from '../../bench/lib/page';

const OLD = '# Page\n\nold head\n\n## One\n\n1\n\n### Part\n\n## Two\n\n2\n\n## Notes\n\nold\n';

describe('the page of the benchmark', () => {
  it('has new sections in place of the old ones, and keeps the others', () => {
    assert.equal(
      withSections(OLD, '# Page\n\nnew head\n', ['## Two\n\n22\n'], '## Notes\n\nnew\n'),
      '# Page\n\nnew head\n\n## One\n\n1\n\n### Part\n\n## Two\n\n22\n\n## Notes\n\nnew\n',
    );
  });

  it('has sections that are new before the last one', () => {
    const page = withSections(OLD, '# Page', ['## Three\n\n3'], '## Notes\n\nnew');
    assert.deepEqual(page.match(/^## .*/gm), ['## One', '## Two', '## Three', '## Notes']);
    assert.equal(withSections('', '# Page', ['## One\n'], '## Notes'), '# Page\n\n## One\n\n## Notes\n');
  });

  it('says when a section was measured', () => {
    assert.equal(dated('## One\n\n1', '2026-12-01'), '## One\n\n_Measured on 2026-12-01._\n\n1');
  });
});
