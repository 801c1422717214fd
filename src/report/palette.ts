/** Puts a colour on a text, or leaves it as it is. */
export type Paint = (text: string) => string

/** The colours of a report, by what they stand for. */
export interface Palette {
  readonly error: Paint
  readonly warning: Paint
  readonly info: Paint
  /** Line numbers and the lines that draw the frame. */
  readonly frame: Paint
  /** Underlines of related places. */
  readonly related: Paint
  readonly strong: Paint
  readonly faint: Paint
  readonly added: Paint
  readonly removed: Paint
}

const asIs: Paint = text => text

/** No colours. */
export const plainPalette: Palette = {
  error: asIs,
  warning: asIs,
  info: asIs,
  frame: asIs,
  related: asIs,
  strong: asIs,
  faint: asIs,
  added: asIs,
  removed: asIs,
}

function sgr(open: string): Paint {
  return text => (text === '' ? '' : `\u001b[${open}m${text}\u001b[0m`)
}

/** The sixteen colours every terminal has, so that the user's own theme decides how they look. */
export const ansiPalette: Palette = {
  error: sgr('1;31'),
  warning: sgr('1;33'),
  info: sgr('1;36'),
  frame: sgr('1;34'),
  related: sgr('1;34'),
  strong: sgr('1'),
  faint: sgr('2'),
  added: sgr('32'),
  removed: sgr('31'),
}
