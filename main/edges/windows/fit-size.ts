/** Units: points of the scaled screen. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
  readonly minWidth: number;
  readonly minHeight: number;
}

/**
 * Returns a size that fits the work area, the screen without bars: it begins no larger than that and may be made as
 * small.
 * Units: points of the scaled screen. Source: https://github.com/desktop/desktop/issues/13940,
 * https://github.com/desktop/desktop/issues/14808.
 */
export function fittedSize(
  wanted: WindowSize,
  area: { readonly width: number; readonly height: number },
): WindowSize {
  return {
    width: Math.min(wanted.width, area.width),
    height: Math.min(wanted.height, area.height),
    minWidth: Math.min(wanted.minWidth, area.width),
    minHeight: Math.min(wanted.minHeight, area.height),
  };
}
