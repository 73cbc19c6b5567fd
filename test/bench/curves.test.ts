import assert from 'node:assert/strict';
import { XMLParser } from 'fast-xml-parser';
import { chart } from '../../bench/lib/curves';

const AXES = {
  title: 'Time & size',
  unit: 'ms',
  x: new Map([
    [1, '1KB'],
    [100, '100KB'],
  ]),
};

describe('a chart', () => {
  const svg = chart(
    [
      {
        name: 'a < b',
        points: [
          { x: 1, y: 10 },
          { x: 100, y: 1000 },
        ],
      },
      {
        name: 'c',
        points: [
          { x: 1, y: 10 },
          { x: 10, y: 100 },
          { x: 100, y: 1000 },
        ],
      },
    ],
    AXES,
  );

  it('is well-formed', () => {
    assert.ok(new XMLParser().parse(svg, true));
  });

  it('has equal distances for equal ratios', () => {
    assert.match(svg, /M70.0 350.0L560.0 50.0/);
    assert.match(svg, /M70.0 350.0L315.0 200.0L560.0 50.0/);
  });

  it('writes names that end at the same place below each other', () => {
    assert.match(svg, /y="50.0" dy="4" fill="#0072b2">a &#60; b</);
    assert.match(svg, /y="66.0" dy="4" fill="#d55e00">c</);
  });
});
