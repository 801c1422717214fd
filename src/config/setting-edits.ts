import type { Assignment } from '../syntax/nodes.js'
import type { Edit } from '../text/range.js'
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
    const lines = project.main?.lines ?? []
    const line = lines.find(candidate => candidate === setting)
    if (line?.type !== 'setting') return null
    const below = lines.slice(lines.indexOf(line) + 1).find(({ type }) => type !== 'comment' && type !== 'blank')
    const mayGoOn = below?.type === 'malformed-setting' && below.problem === 'missing-equals'
    return mayGoOn ? null : removeLine(setting.file, source, line)
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

/** Gives a setting the name that was meant. Null when that has a value of its own, or this value is made from it. */
export function renameSetting(setting: Assignment, name: string, view: Effective): readonly Edit[] | null {
  const isMadeFromIt = mentionsIn(setting.value.text).some(mention => mention.name === name)
  return view.sets(name) || isMadeFromIt ? null : [{ ...nameLocation(setting), text: name }]
}
