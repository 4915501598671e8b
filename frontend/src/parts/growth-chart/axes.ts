/** Where points lie on a picture with logarithmic axes, on which each class of growth is nearly a straight line. */

export interface Point {
  n: number;
  units: number;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Axes {
  x(n: number): number;
  y(units: number): number;
  /** Sizes to write under the picture, at most six. */
  sizes: number[];
  /** Powers of ten to write beside it. */
  steps: number[];
}

/** Axes that hold all points; there is at least one, and its numbers are above 0. */
export function axes(points: Point[], box: Box): Axes {
  const along = (values: number[], from: number, length: number): ((value: number) => number) => {
    const [low, high] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
    return (value) => from + (high > low ? ((Math.log(value) - low) / (high - low)) * length : length / 2);
  };
  const units = points.map((point) => point.units);
  const up = along(units, 0, box.height);
  const sizes = [...new Set(points.map((point) => point.n))].sort((a, b) => a - b);
  const every = Math.ceil(sizes.length / 6);
  const [low, high] = [Math.ceil(Math.log10(Math.min(...units))), Math.floor(Math.log10(Math.max(...units)))];
  return {
    x: along(sizes, box.left, box.width),
    y: (value) => box.top + box.height - up(value),
    sizes: sizes.filter((_, index) => (sizes.length - 1 - index) % every === 0),
    steps: Array.from({ length: Math.max(0, high - low + 1) }, (_, index) => 10 ** (low + index)),
  };
}

/** A number short enough to stand beside an axis: 1,200 is 1.2k. */
export function short(value: number): string {
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(2))}M`;
  if (value >= 1e3) return `${Number((value / 1e3).toPrecision(2))}k`;
  return String(value);
}
