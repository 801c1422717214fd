import { commands, type OptionDescription, optionsOf, type Words } from '../manual.js'
import { shortOf } from '../option-letters.js'
import { brief, isList, listRules, quoted } from './shell-text.js'

/** A script that completes command lines in zsh, from 5.0 on: a file of `$fpath`, or to be read by `source`. */
export function zshCompletion(): string {
  const named = commands.filter(({ name }) => name !== 'lint')
  const cases = commands.map(({ name, words }) => {
    const specs = optionsOf(name).flatMap(({ options }) => options.flatMap(specsOf))
    const operand = name === 'postconf' ? '_files' : action(words)
    const all = [
      ...specs,
      ...(operand === undefined ? [] : [quoted(`*:${name === 'lint' ? 'path' : 'operand'}:${operand}`)]),
    ]
    return `    ${name})\n      _arguments -s -S \\\n${all.map(spec => `        ${spec}`).join(' \\\n')}\n      ;;`
  })
  return `#compdef postfix-lint
# Completes command lines of postfix-lint in zsh. Written by \`postfix-lint completion zsh\`.

_postfix_lint_rules() {
  local -a rules
  rules=(\${(f)"$(${listRules})"})
  compadd -a rules
}

_postfix_lint_commands() {
  local -a commands
  commands=(
${named.map(({ name, summary }) => `    ${quoted(`${name}:${summary.replaceAll(':', '\\:')}`)}`).join('\n')}
    'help:about a command'
  )
  _describe -t commands command commands
}

_postfix_lint() {
  local command=lint
  if (( CURRENT == 2 )) && [[ \${words[2]} != -* ]]; then
    _alternative 'commands:command:_postfix_lint_commands' 'files:path:_files'
    return
  fi
  case \${words[2]} in
    ${named.map(({ name }) => name).join('|')})
      command=\${words[2]}
      shift words
      (( CURRENT-- ))
      ;;
    help)
      _postfix_lint_commands
      return
      ;;
  esac
  case $command in
${cases.join('\n')}
  esac
}

if [[ \${funcstack[1]-} == _postfix_lint || \${funcstack[1]-} == _postfix-lint ]]; then
  _postfix_lint "$@"
else
  compdef _postfix_lint postfix-lint
fi
`
}

/** What `_arguments` wants to be told of an option. */
function specsOf({ names, value, words, text }: OptionDescription): readonly string[] {
  const about = brief(text).replaceAll(/[[\]\\]/g, '\\$&')
  const argument = value === undefined ? '' : `:${value.replaceAll(':', '\\:')}:${action(words) ?? ''}`
  return names.flatMap(name => {
    const short = shortOf(name)
    return [...(short === undefined ? [] : [`-${short}`]), `--${name}${value === undefined ? '' : '='}`].map(form =>
      quoted(`*${form}[${about}]${argument}`),
    )
  })
}

function action(words: Words | undefined): string | undefined {
  if (isList(words)) return `(${words.join(' ')})`
  if (words === 'file') return '_files'
  if (words === 'directory') return '_files -/'
  return words === 'rule' ? '_postfix_lint_rules' : undefined
}
