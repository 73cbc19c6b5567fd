import { strict as assert } from 'node:assert';
import { headsOf } from '../../../client/webview/view/heads';
import { matrixOf } from '../../../client/webview/model/matrix';
import { columnsOf, matrix } from '../../browser/support/small';

/** The heads of compact columns: bands with their widths in columns, and the two texts of each head. */
function compact(
  ...products: readonly (readonly [supplier: string, product: string, version: string, platform: string])[]
) {
  const columns = products.map(([supplier, product, version, platform], slot) => ({
    ...{ ...columnsOf('x')[0]!, key: String(slot), slot },
    ...{ supplier, product, version, platform },
  }));
  const page = matrixOf(matrix({ columns, contents: [], rows: [] }));
  const { bands, heads } = headsOf(page, page.columns, 'compact');
  return {
    bands: bands.map((band) => band.map(({ shown, length }) => `${shown} ${length}`.trim())),
    names: bands.map((band) => band.map(({ name }) => name)),
    heads: heads.map(({ main, more }) => [main, more].filter(Boolean).join(' / ')),
  };
}

describe('the heads of compact columns', () => {
  it('show once what the platforms of a product begin with', () => {
    const { bands, heads } = compact(
      ['A', 'Historian', '7', 'Windows Server 2016'],
      ['A', 'Historian', '7', 'Windows Server 2019'],
      ['A', 'Historian', '8', 'Windows Server 2019'],
      ['A', 'Historian', '8', 'Windows Server 2022'],
    );
    assert.deepEqual(bands, [['Historian Windows Server 4']]);
    assert.deepEqual(heads, ['7 / 2016', '7 / 2019', '8 / 2019', '8 / 2022']);
  });

  it('show once what the names of narrow products begin with', () => {
    const { bands, heads } = compact(
      ['A', 'Windows Server 2016', '', ''],
      ['A', 'Windows Server 2019', '', ''],
      ['A', 'Windows Server 2022', '', ''],
    );
    assert.deepEqual(bands, [['Windows Server 3']]);
    assert.deepEqual(heads, ['2016', '2019', '2022']);
  });

  it('have the names that do not fit above them', () => {
    const { bands, names, heads } = compact(
      ['Acme', 'Alarm Server', '4.0', ''],
      ['Borealis', 'Engineering Station', '9', ''],
      ['Borealis', 'Engineering Station', '10', ''],
      ['Borealis', 'Gateway', '', 'Linux'],
    );
    assert.deepEqual(bands, [
      ['1', 'Borealis 3'],
      ['1', '2', '1'],
    ]);
    assert.deepEqual(names[1], ['Alarm Server', 'Engineering Station', 'Gateway']);
    assert.deepEqual(heads, [
      'Acme Alarm Server / 4.0',
      'Engineering Station / 9',
      'Engineering Station / 10',
      'Gateway / Linux',
    ]);
  });

  it('show a version that all columns of a product have above them', () => {
    const { bands, heads } = compact(['A', 'HMI', '9', 'Linux'], ['A', 'HMI', '9', 'Windows'], ['A', 'HMI', '9', '']);
    assert.deepEqual(bands, [['HMI 9 3']]);
    assert.deepEqual(heads, ['Linux', 'Windows', '']);
  });
});
