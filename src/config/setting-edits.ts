import type { Assignment, SettingLine } from '../syntax/nodes.js'
import type { Edit } from '../text/range.js'
import { remembered } from '../text/remembered.js'
import { removeLine, removeStretch } from './argument-edits.js'
import type { Effective } from './effective.js'
import { nameLocation } from './elements.js'
import { mentionsIn } from './mentions.js'
import type { Project } from './project.js'
import type { Service } from './service.js'

/**
 * Removes a setting: its line of main.cf, or its `-o`. Null when it is in neither file of the project, and when the line below
 * may be the rest of it: once that is mended, it would go on with what is above.
 */
export function removeSetting(project: Project, setting: Assignment, service?: Service): readonly Edit[] | null {
  const source = project.sources.get(setting.file)?.text ?? ''
  if (service === undefined) {
    const line = removableLines(project).get(setting)
    return line ? removeLine(setting.file, source, line) : null
  }
  const override = service.overrides.find(candidate => candidate === setting)
  return override ? removeStretch(setting.file, source, service.entry, override.range) : null
}

/** The settings of main.cf, but for those with a line below that may be the rest of them. */
const removableLines = remembered((project: Project): ReadonlyMap<Assignment, SettingLine> => {
  const removable = new Map<Assignment, SettingLine>()
  let last: SettingLine | undefined
  for (const line of project.main?.lines ?? []) {
    if (line.type === 'malformed-setting' && line.problem === 'missing-equals' && last) removable.delete(last)
    if (line.type === 'setting') removable.set(line, line)
    if (line.type !== 'comment' && line.type !== 'blank') last = line.type === 'setting' ? line : undefined
  }
  return removable
})

/** Gives a setting another name and another value. */
export function rewriteSetting(setting: Assignment, name: string, value: string): readonly Edit[] {
  const { file, nameRange, valueRange } = setting
  const spaced = valueRange.start === valueRange.end && value !== '' ? ` ${value}` : value
  return [
    { file, range: nameRange, text: name },
    { file, range: valueRange, text: spaced },
  ]
}

/** Gives a setting the name that was meant. Null when that has a value of its own, or this value is made from it. */
export function renameSetting(setting: Assignment, name: string, view: Effective): readonly Edit[] | null {
  const isMadeFromIt = mentionsIn(setting.value.text).some(mention => mention.name === name)
  return view.sets(name) || isMadeFromIt ? null : [{ ...nameLocation(setting), text: name }]
}
