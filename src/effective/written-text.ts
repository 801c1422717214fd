import type { Resolved } from '../config/effective.js'
import { hasPlaceholder } from '../config/placeholders.js'
import type { Project } from '../config/project.js'

/** A value as it is written: what a template leaves open as it stands there. */
export function writtenText({ sources }: Project, { written, setting }: Resolved): string {
  if (setting === undefined || !hasPlaceholder(written.text)) return written.text
  const { start, end } = setting.valueRange
  return sources.get(setting.file)?.text.slice(start, end) ?? written.text
}
