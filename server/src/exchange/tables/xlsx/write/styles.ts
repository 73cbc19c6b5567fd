/** The styles of a workbook, each once. */
import { escapeAttribute } from '../../../../xml/escape';
import type { CellStyle, ConditionalRule } from './sheet';

const DATE_FORMAT = 164;
/** The numbers of formats; those below 164 are fixed by the standard (ECMA-376-1, 18.8.30). */
const FORMATS = { date: DATE_FORMAT, text: 49, percent: 9 } as const;

/** Collects styles while sheets are written. */
export class Styles {
  private readonly byKey = new Map<string, number>([['{}', 0]]);
  private readonly styles: (CellStyle & { readonly isQuoted?: boolean })[] = [{}];
  private readonly byStyle = new WeakMap<CellStyle, [plain: number, quoted: number]>();
  private readonly conditional: ConditionalRule['style'][] = [];

  /** The index of a style. @param isQuoted whether the text would be taken for a formula when a user edits it */
  indexOf(style: CellStyle | undefined, isQuoted: boolean): number {
    const wanted = style ?? NONE;
    let known = this.byStyle.get(wanted);
    if (known === undefined) {
      known = [this.added(wanted), -1];
      this.byStyle.set(wanted, known);
    }
    if (!isQuoted) return known[0];
    if (known[1] < 0) known[1] = this.added({ ...wanted, isQuoted });
    return known[1];
  }

  /** The index of the look of a conditional rule. */
  conditionalIndex(style: ConditionalRule['style']): number {
    return this.conditional.push(style) - 1;
  }

  private added(style: CellStyle & { readonly isQuoted?: boolean }): number {
    const key = JSON.stringify(style);
    let index = this.byKey.get(key);
    if (index === undefined) this.byKey.set(key, (index = this.styles.push(style) - 1));
    return index;
  }

  /** The part `xl/styles.xml`. */
  xml(): string {
    const fonts = new Parts(['<font><sz val="11"/><name val="Calibri"/></font>']);
    // The first two are fixed by the format.
    const fills = new Parts([
      '<fill><patternFill patternType="none"/></fill>',
      '<fill><patternFill patternType="gray125"/></fill>',
    ]);
    const borders = new Parts([borderXml({})]);
    const formats = this.styles.map((style) => {
      const [font, fill, border] = [
        fonts.of(fontXml(style, true)),
        fills.of(fillXml(style)),
        borders.of(borderXml(style)),
      ];
      const format = style.format === undefined ? 0 : FORMATS[style.format];
      const quote = style.isQuoted ? ' quotePrefix="1"' : '';
      return `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${quote}>${alignmentXml(style)}</xf>`;
    });
    const looks = this.conditional.map((style) => `<dxf>${fontXml(style, false)}${dxfFill(style)}</dxf>`);
    return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${[
      `<numFmts count="1"><numFmt numFmtId="${DATE_FORMAT}" formatCode="yyyy\\-mm\\-dd"/></numFmts>`,
      fonts.xml('fonts'),
      fills.xml('fills'),
      borders.xml('borders'),
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      `<cellXfs count="${formats.length}">${formats.join('')}</cellXfs>`,
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
      `<dxfs count="${looks.length}">${looks.join('')}</dxfs>`,
    ].join('')}</styleSheet>`;
  }
}

const NONE: CellStyle = {};

/** Elements of one kind, each once. */
class Parts {
  constructor(private readonly all: string[]) {}

  of(xml: string): number {
    const at = this.all.indexOf(xml);
    return xml === '' ? 0 : at >= 0 ? at : this.all.push(xml) - 1;
  }

  xml(name: string): string {
    return `<${name} count="${this.all.length}">${this.all.join('')}</${name}>`;
  }
}

function colorXml(element: string, color: string): string {
  return `<${element} rgb="FF${escapeAttribute(color)}"/>`;
}

function fontXml({ bold, italic, color }: CellStyle, isWhole: boolean): string {
  const look = `${bold ? '<b/>' : ''}${italic ? '<i/>' : ''}`;
  const paint = color === undefined ? '' : colorXml('color', color);
  if (isWhole) return `<font>${look}<sz val="11"/>${paint}<name val="Calibri"/></font>`;
  return look === '' && paint === '' ? '' : `<font>${look}${paint}</font>`;
}

function fillXml({ fill }: CellStyle): string {
  if (fill === undefined) return '';
  return `<fill><patternFill patternType="solid">${colorXml('fgColor', fill)}</patternFill></fill>`;
}

/** In a conditional look, the colour of a solid fill is that of the background. */
function dxfFill({ fill }: CellStyle): string {
  return fill === undefined
    ? ''
    : `<fill><patternFill patternType="solid">${colorXml('bgColor', fill)}</patternFill></fill>`;
}

function borderXml({ border, borderColor = '8C959F' }: CellStyle): string {
  if (border === undefined) return '<border><left/><right/><top/><bottom/><diagonal/></border>';
  const side = (name: string): string =>
    `<${name} style="${border === 'thick' ? 'medium' : 'thin'}">${colorXml('color', borderColor)}</${name}>`;
  return `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`;
}

function alignmentXml({ wrap, align, isTop }: CellStyle): string {
  const horizontal = align === undefined ? '' : ` horizontal="${align}"`;
  return `<alignment vertical="${isTop ? 'top' : 'center'}"${horizontal}${wrap ? ' wrapText="1"' : ''}/>`;
}
