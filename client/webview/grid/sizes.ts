/** How large things are, in pixels. They are fixed, so that what is on the screen is known without asking the browser. */
export const HEAD_HEIGHTS = [26, 42] as const;
export const HEAD_HEIGHT = HEAD_HEIGHTS[0] + HEAD_HEIGHTS[1];
export const GROUP_HEIGHT = 28;
export const PATCH_HEIGHT = 42;
export const COLUMN_WIDTH = 138;
/** Of a column where old and new states stand beside each other. */
export const COMPARED_WIDTH = 206;
/** The heads of patches take their part of the page, and no more than they need. */
export const HEAD_PART = 0.33;
export const HEAD_WIDTHS = [160, 250] as const;
const NARROWEST = 44;
const WIDEST = 800;
/** Widths by the keys of columns, and of the heads of patches under the empty key. */
export type Widths = Readonly<Record<string, number>>;

/** By so much a key makes a column wider. */
export const WIDTH_STEP = 12;

/** A width that a column may have. */
export function allowedWidth(width: number): number {
  return Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));
}
