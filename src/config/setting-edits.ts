import type { Assignment } from '../syntax/nodes.js'
import type { Edit } from '../text/range.js'
import { removeLine, removeStretch } from './argument-edits.js'
import type { Project } from './project.js'
import type { Service } from './service.js'

/** Removes a setting: its line of main.cf, or its `-o`. Null when it is in neither file of the project. */
export function removeSetting(project: Project, setting: Assignment, service?: Service): readonly Edit[] | null {
  const source = project.sources.get(setting.file)?.text ?? ''
  if (service === undefined) {
    const line = project.main?.lines.find(candidate => candidate === setting)
    return line?.type === 'setting' ? removeLine(setting.file, source, line) : null
  }
  const override = service.overrides.find(candidate => candidate === setting)
  return override ? removeStretch(setting.file, source, service.entry, override.range) : null
}

/** Gives a setting another name and another value. */
export function rewriteSetting(setting: Assignment, name: string, value: string): readonly Edit[] {
  const { file, nameRange, valueRange } = setting
  const spaced = valueRange.start === valueRange.end && value !== '' ? ` ${value}` : value
  return [
    { file, range: nameRange, text: name },
    { file, range: valueRange, text: spaced },
  ]
}
