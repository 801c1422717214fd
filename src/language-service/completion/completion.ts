import type { CompletionItem } from 'vscode-languageserver'
import type { Macro } from '../../../grammars/value-nodes.js'
import type { Prose } from '../../catalog/prose.js'
import type { Project } from '../../config/project.js'
import type { Service } from '../../config/service.js'
import { rules } from '../../rules/index.js'
import type { ConfigFile, ServiceLine } from '../../syntax/nodes.js'
import type { Range, Span } from '../../text/range.js'
import { describe } from '../describe.js'
import { paragraphs } from '../markdown.js'
import { fileNamed } from '../occurrences.js'
import { type ItemForm, type ItemSubject, toItems } from './items.js'
import { argumentProposals, columnProposals, pipeMacros } from './master-fields.js'
import { mainNames, overrideNames, referenceNames } from './names.js'
import { type CursorPlace, cursorPlace, macroAt } from './probe.js'
import { type Proposals, ruleNames } from './rule-names.js'
import { completeTable } from './tables.js'
import { valueProposals } from './values.js'

/** What can be written at an offset of a file. */
export function complete(project: Project, uri: string, offset: number, form: ItemForm): CompletionItem[] {
  const file = fileNamed(project, uri)
  if (file === undefined) return completeTable(project, uri, offset, form)
  const place = cursorPlace(file, offset)
  const found = place && proposalsAt(project, file, place, offset)
  if (found === undefined) return []
  return toItems(found.proposals, { source: file.source, uri, word: found.word, offset }, form)
}

function proposalsAt(project: Project, file: ConfigFile, place: CursorPlace, offset: number): Proposals | undefined {
  switch (place.type) {
    case 'name':
      return { word: place.word, proposals: mainNames(project, place.hasEquals) }
    case 'override-name': {
      const program = programOf(place.entry)
      return {
        word: place.word,
        proposals: overrideNames(project, program, serviceOf(project, place.entry), place.hasEquals),
      }
    }
    case 'value':
      return valueAt(project, place, offset)
    case 'column':
      return { word: place.word, proposals: columnProposals(project, place.field, place.fields) }
    case 'argument':
      return { word: place.word, proposals: argumentProposals(project, place.entry) }
    case 'command-word': {
      const macro = programOf(place.entry) === 'pipe' ? macroAt(place.text.text, place.at) : undefined
      return (
        macro && { word: wordAround(offset, place.at, macro.nameSpan), proposals: pipeMacros(project, closing(macro)) }
      )
    }
    case 'comment':
      return ruleNames(file.source, place.hash, offset)
    default:
      return place satisfies never
  }
}

/** The stretch of the file that a span around the cursor covers; the probing letter is not in the file. */
function wordAround(offset: number, at: number, span: Span): Range {
  return { start: offset - (at - span.start), end: offset + (span.end - at - 1) }
}

/** `${name` wants its closing bracket. */
function closing({ closed, form }: Macro): string {
  return closed || form === 'bare' ? '' : form === 'brace' ? '}' : ')'
}

function valueAt(
  project: Project,
  place: CursorPlace & { readonly type: 'value' },
  offset: number,
): Proposals | undefined {
  const { assignment, entry, at } = place
  const { name, value } = assignment
  const service = entry && serviceOf(project, entry)
  const macro = macroAt(value.text, at)
  if (macro !== undefined) {
    const parameter = project.catalog.parameter(name)
    if (parameter?.expansion === 'none') return undefined
    return {
      word: wordAround(offset, at, macro.nameSpan),
      proposals: referenceNames(project, parameter, service, closing(macro)),
    }
  }
  const answer = valueProposals({ project, name, text: value.text, at, service })
  return answer && { word: wordAround(offset, at, answer), proposals: answer.proposals }
}

function programOf(entry: ServiceLine): string {
  return entry.command.text.slice(entry.command.text.lastIndexOf('/') + 1)
}

/** The service of the project that an entry of the probed file is. */
function serviceOf(project: Project, entry: ServiceLine): Service | undefined {
  return project.services.find(service => service.entry.range.start === entry.range.start)
}

/** The explanation of an item, which the editor asks for when it shows it. */
export function explainItem(project: Project, about: ItemSubject, prose: Prose): string {
  const nowhere = { file: '', range: { start: 0, end: 0 } }
  const { kind, name } = about
  switch (kind) {
    case 'parameter':
      return describe(project, { kind, name, role: 'use', view: project.base, ...nowhere }, prose)
    case 'service':
      return describe(project, { kind, name, role: 'use', ...nowhere }, prose)
    case 'macro':
      return ''
    case 'restriction':
    case 'table-type':
    case 'program':
      return describe(project, { kind, name, ...nowhere }, prose)
    case 'prose':
      return prose.services.get(name) ?? ''
    case 'words':
      return prose.words.get(name) ?? prose.restrictions.get(name) ?? ''
    case 'client-setting': {
      const [type = '', setting = ''] = name.split(' ')
      return describe(
        project,
        { kind, name: setting, client: project.catalog.dictionaryClient(type), ...nowhere },
        prose,
      )
    }
    case 'rule': {
      const rule = rules.find(({ id }) => id === name)
      return rule === undefined ? '' : paragraphs(rule.summary, rule.why)
    }
    default:
      return kind satisfies never
  }
}
