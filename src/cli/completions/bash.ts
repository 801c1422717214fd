import { commands, optionGroups, optionsOf, type Words } from '../manual.js'
import { isList, listRules, quoted, spellings } from './shell-text.js'

const words = commands.flatMap(({ name }) => (name === 'lint' ? [] : [name]))

/** A script that completes command lines in bash, from 4.0 on. */
export function bashCompletion(): string {
  const valued = optionGroups.flatMap(({ options }) => options).filter(({ value }) => value !== undefined)
  const values = valued.map(option => `    ${spellings(option).join('|')}) ${reply(option.words)}; return ;;`)
  const options = commands.map(({ name }) => {
    const own = optionsOf(name).flatMap(group => group.options.flatMap(spellings))
    return `    ${name}) options=${quoted([...new Set(own)].join(' '))} ;;`
  })
  const operands = commands.map(command => `    ${command.name}) ${reply(command.words)} ;;`)
  return `# Completes command lines of postfix-lint in bash. Written by \`postfix-lint completion bash\`.
_postfix_lint() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous= command=lint options= word
  COMPREPLY=()
  ((COMP_CWORD > 0)) && previous=\${COMP_WORDS[COMP_CWORD - 1]}
  # bash takes the = of --option=value for a word.
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = ]] && ((COMP_CWORD > 1)); then
    previous=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
    -*) ;;
    ${words.join('|')})
      command=$word
      break
      ;;
    *) break ;;
    esac
  done
  if [[ $command == postconf ]]; then
    _postfix_lint_files
    return
  fi
  case $previous in
${values.join('\n')}
  esac
  case $command in
${options.join('\n')}
  esac
  if [[ $current == -* ]]; then
    _postfix_lint_words "$options"
    return
  fi
  if ((COMP_CWORD == 1)); then
    _postfix_lint_words ${quoted([...words, 'help'].join(' '))}
    _postfix_lint_files
    return
  fi
  if [[ $previous == help ]]; then
    _postfix_lint_words ${quoted(words.join(' '))}
    return
  fi
  case $command in
${operands.join('\n')}
  esac
}

_postfix_lint_words() {
  local found
  while IFS= read -r found; do COMPREPLY+=("$found"); done < <(compgen -W "$1" -- "$current")
}

_postfix_lint_files() {
  local found
  compopt -o filenames 2>/dev/null || :
  while IFS= read -r found; do COMPREPLY+=("$found"); done < <(compgen \${1:--f} -- "$current")
}

_postfix_lint_rules() {
  _postfix_lint_words "$(${listRules})"
}

complete -F _postfix_lint postfix-lint
`
}

function reply(known: Words | undefined): string {
  if (isList(known)) return `_postfix_lint_words ${quoted(known.join(' '))}`
  if (known === 'file') return '_postfix_lint_files'
  if (known === 'directory') return '_postfix_lint_files -d'
  return known === 'rule' ? '_postfix_lint_rules' : ':'
}
