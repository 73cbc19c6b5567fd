/** A chart of curves as SVG, both axes logarithmic: equal distances are equal ratios. */

/** A line of the chart. */
export interface Curve {
  readonly name: string;
  /** In the order of x; both greater than 0. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** The texts of a chart. */
export interface Axes {
  readonly title: string;
  /** The labels of x, by value. */
  readonly x: ReadonlyMap<number, string>;
  /** The unit of y. */
  readonly unit: string;
}

const [WIDTH, HEIGHT] = [760, 400];
const AREA = { left: 70, right: 560, top: 50, bottom: 350 };
/** Distinguishable by people with any colour vision (Okabe and Ito); dashes say it once more. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#666666', '#e69f00', '#56b4e9', '#000000'];
const DASHES = ['', '6 3', '2 3', '8 3 2 3', '1 4', '10 4', '4 2', '3 6'];
/** The least distance of two names, in pixels. */
const NAME_DISTANCE = 16;

/** The text of an SVG file. */
export function chart(curves: readonly Curve[], { title, x, unit }: Axes): string {
  const points = curves.flatMap((curve) => curve.points);
  const across = scale(
    points.map((point) => point.x),
    AREA.left,
    AREA.right,
  );
  const decades = decadesAround(points.map((point) => point.y));
  const up = scale(decades, AREA.bottom, AREA.top);
  const grid = [
    ...decades.map((y) => {
      const at = up(y).toFixed(1);
      return `<path d="M${AREA.left} ${at}H${AREA.right}"/><text x="${AREA.left - 8}" y="${at}" text-anchor="end" dy="4">${y}</text>`;
    }),
    ...[...x].map(([value, label]) => {
      const at = across(value).toFixed(1);
      return `<path d="M${at} ${AREA.top}V${AREA.bottom}"/><text x="${at}" y="${AREA.bottom + 20}" text-anchor="middle">${escaped(label)}</text>`;
    }),
  ];
  const ends = apart(curves.map((curve) => up(curve.points.at(-1)!.y)));
  const lines = curves.map(({ name, points: own }, index) => {
    const colour = COLOURS[index % COLOURS.length]!;
    const path = own.map((point) => `${across(point.x).toFixed(1)} ${up(point.y).toFixed(1)}`).join('L');
    const last = across(own.at(-1)!.x);
    return [
      `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${DASHES[index % DASHES.length]!}"/>`,
      `<path d="M${last.toFixed(1)} ${up(own.at(-1)!.y).toFixed(1)}L${AREA.right + 14} ${ends[index]!.toFixed(1)}" stroke="${colour}" fill="none" stroke-width="0.5"/>`,
      `<text x="${AREA.right + 18}" y="${ends[index]!.toFixed(1)}" dy="4" fill="${colour}">${escaped(name)}</text>`,
    ].join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${AREA.left}" y="24" font-size="15" fill="#000">${escaped(title)}</text>`,
    `<text x="${AREA.left}" y="42" fill="#444">${escaped(unit)}</text>`,
    `<g stroke="#ddd" fill="none">${grid.map((each) => each.replace('<text', '</g><g fill="#444"><text') + '</g><g stroke="#ddd" fill="none">').join('')}</g>`,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

/** Maps values to pixels, equal ratios to equal distances. */
function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [least, most] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  return (value) => from + ((to - from) * (Math.log(value) - least)) / (most - least || 1);
}

/** The powers of ten from below the least value to above the greatest. */
function decadesAround(values: readonly number[]): number[] {
  const [least, most] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
  return Array.from({ length: Math.max(2, most - least + 1) }, (_, index) => 10 ** (least + index));
}

/** The places, moved down where two are too near each other. */
function apart(places: readonly number[]): number[] {
  const moved = [...places];
  const order = places.map((_, index) => index).sort((a, b) => places[a]! - places[b]!);
  for (const [rank, index] of order.entries()) {
    const above = rank === 0 ? -Infinity : moved[order[rank - 1]!]!;
    moved[index] = Math.max(places[index]!, above + NAME_DISTANCE);
  }
  return moved;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
