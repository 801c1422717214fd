import type { Edit } from '../text/range.js'
import type { Effective } from './effective.js'
import { replaceValue } from './elements.js'
import type { Project } from './project.js'

/**
 * Adds a name to `smtpd_restriction_classes` in main.cf. Null when that is not written there on one line: a value of
 * several lines or with a comment inside is left to its owner.
 */
export function declareClass(project: Project, config: Effective, name: string): readonly Edit[] | null {
  const setting = config.get('smtpd_restriction_classes')?.setting
  if (setting === undefined || setting.file !== project.main?.source.name) return null
  const { text } = setting.value
  const { start, end } = setting.valueRange
  return text.length === end - start ? replaceValue(setting, text === '' ? name : `${text}, ${name}`) : null
}
