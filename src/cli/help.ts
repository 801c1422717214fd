import {
  aboutPaths,
  aboutSuppression,
  type CommandDescription,
  type CommandName,
  commands,
  exitStatus,
  type OptionDescription,
  type OptionGroup,
  optionGroups,
  optionsOf,
  purpose,
} from './manual.js'
import { shortOf } from './option-letters.js'

/** Columns of a line. */
const width = 88
/** Where descriptions of options, and of commands, begin. */
const optionColumn = 27
const commandColumn = 45

/** What `--help` prints: about one command if a word names it, else about all. */
export function helpOn(topic: string | undefined): string {
  const command = commands.find(({ name }) => name === topic && name !== 'lint')
  return command === undefined ? wholeHelp() : helpOf(command.name)
}

/** What `postfix-lint COMMAND --help` prints. */
export function helpOf(name: CommandName): string {
  const command = commands.find(other => other.name === name)
  if (command === undefined) return wholeHelp()
  const { summary, more = [] } = command
  const parts = [
    `Usage: ${usageOf(command)}`,
    ...(more.length > 0 ? more : [`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`]).map(text => fill(text)),
    ...optionsOf(name).map(groupText),
    ...(command.exitStatus === undefined ? [] : [fill(`Exit status: ${command.exitStatus}`)]),
    'More: postfix-lint --help',
  ]
  return `${parts.join('\n\n')}\n`
}

function wholeHelp(): string {
  const usage = commands.map((command, index) =>
    entry(`${index === 0 ? 'Usage: ' : '       '}${usageOf(command)}`, command.summary, commandColumn),
  )
  const groups = optionGroups.flatMap(group => {
    const options = group.options.filter(({ of }) => of.some(name => name !== 'query'))
    return options.length === 0 ? [] : [groupText({ ...group, options })]
  })
  return `${[
    fill(`postfix-lint ${purpose}.`),
    usage.join('\n'),
    fill(aboutPaths),
    ...groups,
    `${fill(aboutSuppression.text)}\n  ${aboutSuppression.example}`,
    'About one command: postfix-lint help COMMAND',
    fill(`Exit status: ${exitStatus}`),
  ].join('\n\n')}\n`
}

/** A command line, with what stands for its operands. */
export function usageOf({ name, operands }: CommandDescription): string {
  return ['postfix-lint', ...(name === 'lint' ? [] : [name]), ...(operands === '' ? [] : [operands])].join(' ')
}

/** How options are written: `-j, --jobs N`. */
export function spelling({ names, value }: OptionDescription): string {
  return names
    .flatMap(name => {
      const short = shortOf(name)
      return [...(short === undefined ? [] : [`-${short}`]), `--${name}${value === undefined ? '' : ` ${value}`}`]
    })
    .join(', ')
}

function groupText({ heading, options }: OptionGroup): string {
  return [heading, ...options.map(option => entry(`  ${spelling(option)}`, option.text, optionColumn))].join('\n')
}

/** A label, and what it means in a column of its own. */
function entry(label: string, text: string, column: number): string {
  const indent = ' '.repeat(column)
  const lines = fill(text, width - column)
    .split('\n')
    .map(line => `${indent}${line}`)
  const [first = '', ...rest] = lines
  if (label.length + 2 > column) return [label, ...lines].join('\n')
  return [`${label.padEnd(column)}${first.slice(column)}`, ...rest].join('\n')
}

/** Breaks a text into lines. */
export function fill(text: string, columns = width): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\n')
}
