import { readFileSync } from 'node:fs'
import { fill, spelling, usageOf } from '../src/cli/help.js'
import {
  aboutPaths,
  aboutSuppression,
  commands,
  exitStatus,
  type OptionGroup,
  optionGroups,
  purpose,
} from '../src/cli/manual.js'

const environment: readonly (readonly [string, string])[] = [
  ['NO_COLOR', 'If it is set and not empty, no colours are written.'],
  ['FORCE_COLOR', 'If it is set, colours are written whatever standard output is; with 0 or false, they are not.'],
  [
    'GITHUB_ACTIONS',
    'With true, output for people is kept free of what the runner of GitHub Actions would take for a command.',
  ],
  ['MAIL_CONFIG', 'The configuration directory for postfix-lint postconf, as for postconf(1).'],
]

const files: readonly (readonly [string, string])[] = [
  ['postfix-lint.config.json', 'Settings, in the directory of the configuration or in one above it.'],
  ['package.json', 'The same under the key "postfix-lint".'],
  ['.postfix-lintignore', 'What a search leaves out, in the form of gitignore(5).'],
]

const examples: readonly (readonly [string, string])[] = [
  ['What is wrong on this server:', 'postfix-lint /etc/postfix'],
  ['Mend what can be mended safely, as Postfix 3.7.11 reads it:', 'postfix-lint --fix --postfix-version 3.7.11 DIR'],
  [
    'A fleet, with a report for GitHub code scanning beside the one to read:',
    'postfix-lint --format sarif=out.sarif hosts',
  ],
  ['What the submission service really runs with:', 'postfix-lint show submission /etc/postfix'],
  ['What a change comes to:', 'postfix-lint diff HEAD:etc/postfix etc/postfix'],
]

/** The manual page of the command, made of what `--help` is made of. */
export function manPage(): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }
  return `${[
    '.\\" Written by `npm run generate`, from src/cli/manual.ts.',
    `.TH POSTFIX\\-LINT 1 "${released(version)}" "postfix\\-lint ${version}" "User Commands"`,
    '.SH NAME',
    `postfix\\-lint \\- ${escaped(purpose)}`,
    '.SH SYNOPSIS',
    ...commands.flatMap((command, index) => [...(index === 0 ? [] : ['.br']), `.B ${escaped(usageOf(command))}`]),
    '.SH DESCRIPTION',
    ...paragraph(aboutPaths),
    '.PP',
    ...paragraph(aboutSuppression.text),
    ...literal(aboutSuppression.example),
    '.SH COMMANDS',
    ...commands.flatMap(({ name, operands, summary, more = [], exitStatus: own }) => [
      '.TP',
      `.B ${escaped(name === 'lint' ? operands : `${name} ${operands}`.trim())}`,
      ...paragraph(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`),
      ...[...more, ...(own === undefined ? [] : [`Exit status: ${own}`])].flatMap(text => ['.IP', ...paragraph(text)]),
    ]),
    '.SH OPTIONS',
    ...optionGroups.flatMap(group),
    '.SH "EXIT STATUS"',
    ...paragraph(exitStatus),
    '.SH ENVIRONMENT',
    ...environment.flatMap(entry),
    '.SH FILES',
    ...files.flatMap(entry),
    '.SH EXAMPLES',
    ...examples.flatMap(([text, line], index) => [
      ...(index === 0 ? [] : ['.PP']),
      ...paragraph(text),
      ...literal(line),
    ]),
    '.SH "SEE ALSO"',
    '.BR postconf (1),',
    '.BR postconf (5),',
    '.BR master (5),',
    '.BR postmap (1)',
    '.PP',
    ...paragraph('https://github.com/postfix-lint/postfix-lint has the rules and guides.'),
  ].join('\n')}\n`
}

/** The day of a release, as the list of changes has it; empty as long as it is not published. */
function released(version: string): string {
  const heading = readFileSync('CHANGELOG.md', 'utf8')
    .split('\n')
    .find(line => line.startsWith(`## ${version} `))
  return /\((\d{4}-\d\d-\d\d)\)/.exec(heading ?? '')?.[1] ?? ''
}

function group({ heading, options }: OptionGroup): readonly string[] {
  return [
    `.SS "${escaped(heading)}"`,
    ...options.flatMap(option => {
      const others = option.of.filter(name => name !== 'lint')
      const note = option.of.includes('lint') ? '' : ` (${others.map(name => `postfix-lint ${name}`).join(', ')})`
      return entry([spelling(option), `${option.text}${note}.`])
    }),
  ]
}

function entry([label, text]: readonly [string, string]): readonly string[] {
  return ['.TP', `.B ${escaped(label)}`, ...paragraph(text)]
}

/** Sentences begin on lines of their own, as roff wants them. */
function paragraph(text: string): readonly string[] {
  return text
    .replaceAll(/\s+/g, ' ')
    .split(/(?<=[.:]) (?=[A-Z])/)
    .flatMap(sentence => fill(escaped(sentence), 78).split('\n').map(guarded))
}

function literal(text: string): readonly string[] {
  return ['.PP', '.in +4n', '.nf', guarded(escaped(text)), '.fi', '.in']
}

/** A hyphen in roff is one of typography; what can be typed has a minus. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll("'", '\\(aq').replaceAll('"', '\\(dq')
}

/** A line that begins with a dot would be a request. */
function guarded(line: string): string {
  return /^[.']/.test(line) ? `\\&${line}` : line
}
