import { commands, optionGroups, type Words } from '../manual.js'
import { shortOf } from '../option-letters.js'
import { brief, isList, listRules } from './shell-text.js'

const words = commands.flatMap(({ name }) => (name === 'lint' ? [] : [name]))

/** A script that completes command lines in fish, from 3.0 on. */
export function fishCompletion(): string {
  const lines = [
    '# Completes command lines of postfix-lint in fish. Written by `postfix-lint completion fish`.',
    'function __postfix_lint_command',
    '    set -l tokens (commandline -opc)',
    '    for token in $tokens[2..-1]',
    `        if contains -- $token ${words.join(' ')} help`,
    '            echo $token',
    '            return',
    "        else if not string match -q -- '-*' $token",
    '            break',
    '        end',
    '    end',
    '    echo lint',
    'end',
    '',
    'function __postfix_lint_in',
    '    contains -- (__postfix_lint_command) $argv',
    'end',
    '',
    'function __postfix_lint_rules',
    `    ${listRules.replaceAll('\\', '\\\\')}`,
    'end',
    '',
    'function __postfix_lint_first',
    '    test (count (commandline -opc)) -eq 1',
    'end',
    '',
    ...commands
      .filter(({ name }) => name !== 'lint')
      .map(({ name, summary }) => `complete -c postfix-lint -n __postfix_lint_first -a ${name} -d ${text(summary)}`),
    "complete -c postfix-lint -n __postfix_lint_first -a help -d 'about a command'",
    `complete -c postfix-lint -f -n '__postfix_lint_in help' -a ${text(words.join(' '))}`,
    ...commands.flatMap(({ name, words: known }) => (name === 'lint' ? [] : operands(name, known))),
    '',
    ...optionGroups.flatMap(({ options }) =>
      options.flatMap(({ names, value, words: known, of, text: about }) =>
        names.map(name => {
          const short = shortOf(name)
          return [
            `complete -c postfix-lint -n '__postfix_lint_in ${of.join(' ')}' -l ${name}`,
            ...(short === undefined ? [] : [`-s ${short}`]),
            ...(value === undefined ? [] : [takes(known)]),
            `-d ${text(brief(about))}`,
          ].join(' ')
        }),
      ),
    ),
  ]
  return `${lines.join('\n')}\n`
}

function operands(name: string, known: Words | undefined): readonly string[] {
  const start = `complete -c postfix-lint -n '__postfix_lint_in ${name}'`
  if (known === 'file' || name === 'postconf') return []
  if (isList(known)) return [`${start} -f -a ${text(known.join(' '))}`]
  if (known === 'directory') return [`${start} -f -a '(__fish_complete_directories)'`]
  return known === 'rule' ? [`${start} -a '(__postfix_lint_rules)'`] : [`${start} -f`]
}

function takes(known: Words | undefined): string {
  if (isList(known)) return `-x -a ${text(known.join(' '))}`
  if (known === 'file') return '-r -F'
  if (known === 'directory') return "-x -a '(__fish_complete_directories)'"
  return known === 'rule' ? "-x -a '(__postfix_lint_rules)'" : '-x'
}

function text(words: string): string {
  return `'${words.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
