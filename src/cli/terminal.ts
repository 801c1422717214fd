import type { Palette } from '../report/palette.js'
import { ansiPalette, plainPalette } from '../report/palette.js'

/** Columns when no terminal says how many there are. */
const defaultWidth = 120

/**
 * Colours for an output: as the option says, else as `NO_COLOR` and `FORCE_COLOR` say (no-color.org, force-color.org),
 * else when it is a terminal that has them.
 */
export function paletteFor(stream: { readonly isTTY?: boolean }, option: boolean | undefined): Palette {
  return wantsColour(stream, option) ? ansiPalette : plainPalette
}

function wantsColour(stream: { readonly isTTY?: boolean }, option: boolean | undefined): boolean {
  if (option !== undefined) return option
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return stream.isTTY === true && TERM !== 'dumb'
}

/** Columns to draw for. */
export function widthOf(stream: { readonly columns?: number | undefined }): number {
  const { columns } = stream
  return columns === undefined || columns < 20 ? defaultWidth : columns
}
