import { type Output, standardError } from './output.js'

/** Milliseconds before anything is drawn, and between two drawings. */
const patience = 400
const pause = 100

/** A line on a terminal that says how far a long run is. */
export interface Progress {
  step(): void
  /** Takes the line away, so that something else can be printed. */
  clear(): void
}

/** Shows how far a run over so many configurations is, if somebody watches. */
export function createProgress(total: number, stream: Output = standardError): Progress {
  // One configuration is no long run: nobody need look at what standard error is.
  if (total < 2 || !stream.isTTY) return { step() {}, clear() {} }
  let done = 0
  let next = Date.now() + patience
  let isDrawn = false
  return {
    step() {
      done++
      const now = Date.now()
      if (now < next) return
      next = now + pause
      isDrawn = true
      const width = 24
      const filled = Math.floor((done / total) * width)
      stream.write(`\r${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done}/${total}`)
    },
    clear() {
      if (isDrawn) stream.write('\r\u001b[K')
      isDrawn = false
    },
  }
}
