import { manualUrl } from '../catalog/manual.js'
import type { Prose } from '../catalog/prose.js'
import type { Project } from '../config/project.js'
import { describeParameter } from './describe-parameter.js'
import { describeColumn, describeService } from './describe-service.js'
import { bullets, code, codes, link, paragraphs } from './markdown.js'
import type { Occurrence } from './occurrence-types.js'
import { describeAnswer, describeKey } from './tables/describe-key.js'
import { describeAlias, describeClientSetting, describeGroup, describeTableWord } from './tables/describe-words.js'
import { isRecipientDefined } from './tables/recipients.js'

/** What a name means, in Markdown; empty when there is nothing to say. */
export function describe(project: Project, at: Occurrence, prose: Prose): string {
  switch (at.kind) {
    case 'parameter':
      return describeParameter(project, at, prose)
    case 'macro':
      return describeMacro(at.name, at.parameter, prose)
    case 'restriction':
      return describeRestriction(project, at.name, prose)
    case 'table-type':
      return describeTableType(project, at.name, prose)
    case 'service':
      return describeService(project, at, prose)
    case 'column':
      return describeColumn(project, at, prose)
    case 'program':
      return describeProgram(at.name, prose)
    case 'reply-code':
      return titled(at.name, prose.codes.get(at.name.replace(/^\d(?=\.)/, 'x')))
    case 'word':
      return describeWord(project, at.name, at.parameter)
    case 'option':
      return titled(`-${at.name}`, prose.services.get(`option: -${at.name}`))
    case 'attribute':
      return titled(`${at.name}=`, prose.services.get(`${agentOf(at.service.program)} attribute: ${at.name}`))
    case 'flag':
      return titled(`flag ${at.name}`, prose.services.get(`${agentOf(at.service.program)} flag: ${at.name}`))
    case 'table-key':
      return describeKey(project, at)
    case 'table-value':
      return describeAnswer(project, at)
    case 'table-word':
      return describeTableWord(project, at, prose)
    case 'group':
      return describeGroup(at)
    case 'client-setting':
      return describeClientSetting(at, prose)
    case 'alias':
      return describeAlias(at, isRecipientDefined(at))
    default:
      return at satisfies never
  }
}

/** Programs that read attributes under another's name. */
function agentOf(program: string): string {
  return program === 'lmtp' ? 'smtp' : program
}

function titled(title: string, text: string | undefined): string {
  return text === undefined ? '' : paragraphs(`**${title}**`, text)
}

function describeMacro(name: string, parameter: string | undefined, prose: Prose): string {
  if (parameter === undefined) return titled(`$${name}`, prose.services.get(`pipe macro: ${name}`))
  return titled(`$${name}`, `Filled in by Postfix each time it uses ${code(parameter)}.`)
}

function describeRestriction(project: Project, name: string, prose: Prose): string {
  const restriction = project.catalog.restriction(name)
  const text = prose.restrictions.get(name)
  if (restriction === undefined) return titled(name, text)
  const syntax = restriction.argument?.syntax ?? []
  return paragraphs(
    `**${name}**${syntax.length > 0 ? ` ${codes(syntax)}` : ''}`,
    restriction.status === 'removed' ? `Postfix ${project.catalog.version} does not have it any more.` : undefined,
    text,
    bullets(
      restriction.terminal ? 'Always decides: what follows in the list is never evaluated' : undefined,
      restriction.requiresSetting.length > 0 ? `Needs ${codes(restriction.requiresSetting)}` : undefined,
      restriction.replyCodeParameter ? `Reply code: ${code(restriction.replyCodeParameter)}` : undefined,
      restriction.replacement.length > 0 ? `Use ${codes(restriction.replacement)} instead` : undefined,
      `Since Postfix ${restriction.since}`,
    ),
    restriction.documented ? link('Postfix manual', manualUrl({ topic: 'restriction', name })) : undefined,
  )
}

function describeTableType(project: Project, name: string, prose: Prose): string {
  const type = project.catalog.tableType(name)
  const text = prose.tables.get(name)
  if (type === undefined) return titled(name, text)
  return paragraphs(
    `**${name}** · lookup table, written ${code(type.nameSyntax)}`,
    text,
    bullets(
      type.compiled
        ? `Built with ${code(`postmap ${name}:file`)}; Postfix reads ${codes(type.indexSuffixes.map(s => `file${s}`))}`
        : undefined,
      type.package ? `In the package ${code(type.package)}` : undefined,
      `Since Postfix ${type.since}`,
    ),
    type.documented ? link('Postfix manual', manualUrl({ topic: 'table-type', name })) : undefined,
  )
}

function describeProgram(name: string, prose: Prose): string {
  const text = prose.services.get(`program: ${name}`)
  return text === undefined
    ? ''
    : paragraphs(`**${name}**`, text, link('Postfix manual', manualUrl({ topic: 'program', name })))
}

function describeWord(project: Project, word: string, parameter: string): string {
  const vocabulary = project.catalog.vocabulary(parameter)
  const note = vocabulary?.notes[word] ?? vocabulary?.notes[word.toLowerCase()]
  const texts = [note?.effect, note?.note, note?.deprecated && `Deprecated since Postfix ${note.deprecated}`].filter(
    Boolean,
  )
  return texts.length === 0 ? '' : titled(word, texts.join('. '))
}
