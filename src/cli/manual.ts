import { formats } from './formats.js'
import type { OptionName } from './options.js'
import type { QueryOptionName } from './query-arguments.js'

// What there is to type, for `--help`, the manual page and the completions of shells: loaded when one of them is wanted.

/** A command; `lint` is the one that has no word of its own. */
export type CommandName =
  | 'lint'
  | 'format'
  | 'rules'
  | 'explain'
  | 'show'
  | 'diff'
  | 'query'
  | 'postconf'
  | 'lsp'
  | 'init'
  | 'completion'

/** What can be typed in a place: one of a few words, or something that a shell knows to find. */
export type Words = readonly string[] | 'file' | 'directory' | 'rule'

/** A command as its users see it. */
export interface CommandDescription {
  readonly name: CommandName
  /** What follows the word. */
  readonly operands: string
  readonly summary: string
  /** More about it, for its own help; paragraphs. */
  readonly more?: readonly string[]
  /** What its operands can be. */
  readonly words?: Words
  /** It reads its command line itself: of the options, only those that name it alone are its own. */
  readonly exitStatus?: string
}

/** Options that are described together. */
export interface OptionDescription {
  readonly names: readonly (OptionName | QueryOptionName)[]
  /** What stands for the value, if it takes one. */
  readonly value?: string
  readonly text: string
  readonly words?: Words
  readonly of: readonly CommandName[]
}

/** Options under a heading. */
export interface OptionGroup {
  readonly heading: string
  readonly options: readonly OptionDescription[]
}

/** What the whole is for. */
export const purpose = 'finds what is wrong in the configuration of a Postfix mail server'

const tableNames = `TABLE is type:name, as in main.cf, or a file alone: then a main.cf beside it, its name or
default_database_type says what it is. KEY is looked up as it is; with - the keys are the lines of standard input, and
each is printed with its value. A key that begins with - goes behind --.`

/** The commands, in the order in which they are told. */
export const commands: readonly CommandDescription[] = [
  { name: 'lint', operands: '[options] [path ...]', summary: 'lint files or directories', words: 'file' },
  { name: 'format', operands: '[path ...]', summary: 'give files one style of white space', words: 'file' },
  { name: 'rules', operands: '', summary: 'list all rules' },
  {
    name: 'explain',
    operands: 'THING [path]',
    summary: 'explain a rule, a name of Postfix, an SMTP code or a line of the mail log',
    words: 'rule',
    exitStatus: '0 something is known of the thing, 1 nothing is.',
  },
  {
    name: 'show',
    operands: '[SERVICE ...] [path]',
    summary: 'what each service really runs with',
    words: 'file',
  },
  {
    name: 'diff',
    operands: 'A B',
    summary: 'what changes for which service: A and B are directories, or REV:path as git has it',
    words: 'directory',
    exitStatus: '0 the same, 1 not the same.',
  },
  {
    name: 'query',
    operands: 'TABLE KEY',
    summary: 'what a lookup table answers: postmap -q, on any machine',
    more: ['Answers as postmap -q KEY TABLE would if the table were built from its source now.', tableNames],
    words: 'file',
    exitStatus: `0 found, 1 not found or an error that Postfix stops at, 2 wrong usage or something that cannot be told
without Postfix itself.`,
  },
  {
    name: 'init',
    operands: '[directory]',
    summary: 'write settings, and files for CI',
    more: [
      `Writes postfix-lint.config.json into the directory (default: the current one), and with --ci what a pipeline needs
into the repository that it is in. No file that is there is replaced, unless --force says so; files that hold other
things as well never are. On a terminal it asks for what it cannot know: the release of Postfix, and whether there is a
pipeline.`,
    ],
    words: 'directory',
    exitStatus: '0 all that was wanted is there, 1 a file was left as it is.',
  },
  {
    name: 'lsp',
    operands: '--stdio',
    summary: 'serve an editor',
  },
  {
    name: 'completion',
    operands: 'SHELL',
    summary: 'print what completes command lines in bash, zsh or fish',
    more: [
      'For bash, in ~/.bashrc: eval "$(postfix-lint completion bash)"',
      'For zsh, into a directory of $fpath: postfix-lint completion zsh > ~/.zfunc/_postfix-lint',
      'For fish: postfix-lint completion fish > ~/.config/fish/completions/postfix-lint.fish',
    ],
    words: ['bash', 'zsh', 'fish'],
  },
  {
    name: 'postconf',
    operands: '...',
    summary: 'postconf(1), on any machine',
    more: [
      `All that is behind it is the command line of postconf(1); only --postfix-version and --profile may stand before
that.`,
    ],
  },
]

/** What paths are. */
export const aboutPaths = `A path is a directory with a main.cf and/or master.cf, one such file, a lookup table that a
main.cf near it names, or a pattern such as 'hosts/*'; a directory without them is searched. Without a path: the current
directory if it has one of them, else /etc/postfix. The tables in a directory that its main.cf names are linted as well:
/etc/postfix/NAME is looked for as DIRECTORY/NAME.`

/** How one finding is silenced. */
export const aboutSuppression = {
  text: 'A finding that is meant can be hidden by a comment on the line before it:',
  example: '# postfix-lint ignore=RULE -- reason',
}

/** What the exit status means. */
export const exitStatus = `0 clean, 1 warnings or errors found (explain: nothing is known of the thing; format --check: a
file would change; diff: not the same), 2 wrong usage, settings or an unreadable file, 3 a fault in postfix-lint itself.`

const all: readonly CommandName[] = commands.map(({ name }) => name)
const judging: readonly CommandName[] = ['lint', 'format', 'explain', 'show', 'diff']
const release: readonly CommandName[] = [...judging, 'query', 'postconf', 'init']

/** The options, in the order in which they are told. */
export const optionGroups: readonly OptionGroup[] = [
  {
    heading: 'What to look at',
    options: [
      {
        names: ['recursive'],
        text: 'search below directories that have a main.cf or master.cf, too',
        of: ['lint', 'format'],
      },
      {
        names: ['affected'],
        text: 'the paths are files that changed: lint the configurations that they belong to, and pass over others',
        of: ['lint'],
      },
      {
        names: ['changed-since'],
        value: 'REF',
        text: 'only configurations in which something was changed since the branch left REF, as git tells',
        of: ['lint'],
      },
      { names: ['watch'], text: 'lint again after each change', of: ['lint'] },
      { names: ['cache'], text: 'keep what was found, for configurations that stay the same', of: ['lint'] },
      {
        names: ['cache-location'],
        value: 'DIR',
        text: 'where (default: ~/.cache/postfix-lint)',
        words: 'directory',
        of: ['lint'],
      },
      {
        names: ['jobs'],
        value: 'N',
        text: 'threads (default: one for each processor, if there is much to do)',
        of: ['lint'],
      },
    ],
  },
  {
    heading: 'What to judge',
    options: [
      {
        names: ['postfix-version'],
        value: 'V',
        text: 'release the files are for: 3.7 or 3.7.11 (default: as installed below --root, or the newest)',
        of: release,
      },
      {
        names: ['profile'],
        value: 'NAME',
        text: 'whose build of Postfix: upstream or debian (default: as installed below --root, or upstream)',
        words: ['upstream', 'debian'],
        of: release,
      },
      {
        names: ['preset'],
        value: 'NAME',
        text: 'rules to run: recommended (default), strict or all',
        words: ['recommended', 'strict', 'all'],
        of: ['lint', 'explain', 'init'],
      },
      {
        names: ['rule'],
        value: 'ID=SEVERITY',
        text: 'give one rule a severity: error, warning, info or off',
        words: 'rule',
        of: ['lint', 'explain'],
      },
      {
        names: ['policy'],
        value: 'FILE',
        text: `what else is wanted, as JSON Schema over what show --json prints; postfix-lint:tls and postfix-lint:relay
come with postfix-lint`,
        words: 'file',
        of: ['lint', 'explain', 'init'],
      },
      {
        names: ['config'],
        value: 'FILE',
        text: `settings to use, instead of the postfix-lint.config.json (or "postfix-lint" in package.json) nearest to
the files`,
        words: 'file',
        of: judging,
      },
      { names: ['no-config'], text: 'use no settings file', of: judging },
      {
        names: ['allow-plugins'],
        text: `run the plug-ins that the settings of the current folder name (those of --config are run without it)`,
        of: judging,
      },
      {
        names: ['root'],
        value: 'DIR',
        text: `file system of the mail server, for what only it can tell (default: / for /etc/postfix itself, none for
other places)`,
        words: 'directory',
        of: judging,
      },
      { names: ['no-host'], text: 'look at no file system but for the files that are linted', of: judging },
      { names: ['no-tables'], text: 'look at no lookup tables: main.cf and master.cf alone', of: judging },
      {
        names: ['stdin'],
        text: 'read standard input, as `-` does: a file, or what postconf -n and postconf -M print, one after the other',
        of: ['lint', 'format', 'show'],
      },
      {
        names: ['stdin-filename'],
        value: 'FILE',
        text: `what standard input is: main.cf (default), master.cf or a lookup table; with a directory, the other files
are read from there`,
        words: 'file',
        of: ['lint', 'format', 'show'],
      },
    ],
  },
  {
    heading: 'What to mend',
    options: [
      { names: ['fix'], text: 'apply fixes that are certain', of: ['lint'] },
      { names: ['fix-unsafe'], text: 'apply likely fixes as well: look at what they did', of: ['lint'] },
      {
        names: ['fix-dry-run'],
        text: 'show what --fix (or --fix-unsafe) would change, as a diff',
        of: ['lint'],
      },
    ],
  },
  {
    heading: 'How to format',
    options: [
      { names: ['check'], text: 'change nothing, name the files that would change', of: ['format'] },
      { names: ['diff'], text: 'change nothing, show what would change', of: ['format'] },
    ],
  },
  {
    heading: 'What to show and compare',
    options: [
      { names: ['all'], text: 'defaults as well', of: ['show'] },
      {
        names: ['json'],
        text: 'everything, for programs: schemas/configuration.schema.json, schemas/comparison.schema.json',
        of: ['show', 'diff'],
      },
      {
        names: ['from-version', 'to-version'],
        value: 'V',
        text: 'read A, or B, as another release; with one path: it is compared with itself',
        of: ['diff'],
      },
      {
        names: ['from-profile', 'to-profile'],
        value: 'NAME',
        text: 'the same for whose build it is',
        words: ['upstream', 'debian'],
        of: ['diff'],
      },
    ],
  },
  {
    heading: 'What to ask a table',
    options: [
      {
        names: ['config-directory'],
        value: 'DIR',
        text: `where main.cf is, for default_database_type and smtputf8_enable; what a table has below /etc/postfix is
looked for there first (default: the directory of the table)`,
        words: 'directory',
        of: ['query'],
      },
      { names: ['no-fold'], text: 'do not make keys lower case, as postmap -f', of: ['query'] },
      {
        names: ['aliases'],
        text: 'as postalias: the source is in the form of aliases(5) (default: for a file that is called aliases)',
        of: ['query'],
      },
      {
        names: ['explain', 'no-explain'],
        text: 'say which line answered (default: on a terminal)',
        of: ['query'],
      },
    ],
  },
  {
    heading: 'What to write first',
    options: [
      {
        names: ['ci'],
        value: 'NAME',
        text: 'a file for github (Actions), gitlab or pre-commit; can be given several times',
        words: ['github', 'gitlab', 'pre-commit'],
        of: ['init'],
      },
      { names: ['yes'], text: 'ask nothing', of: ['init'] },
      { names: ['force'], text: 'replace files of postfix-lint that are there', of: ['init'] },
    ],
  },
  {
    heading: 'What to print',
    options: [
      {
        names: ['format'],
        value: 'FORMAT[=FILE]',
        text: `pretty (default), compact, json, sarif, github, gitlab, checkstyle, junit, rdjsonl or markdown; several may
be written to files at once, beside the one that is printed (other commands: pretty or json)`,
        words: formats,
        of: ['lint', 'rules', 'explain', 'show', 'diff'],
      },
      {
        names: ['output-file'],
        value: 'FILE',
        text: 'where the report of --format goes, instead of =FILE',
        words: 'file',
        of: ['lint'],
      },
      { names: ['quiet'], text: 'show errors only', of: ['lint'] },
      {
        names: ['baseline'],
        value: 'FILE',
        text: 'leave out the findings that this file holds',
        words: 'file',
        of: ['lint'],
      },
      { names: ['write-baseline'], text: 'write all findings there', of: ['lint'] },
      { names: ['statistics'], text: 'count findings by rule instead of showing them', of: ['lint'] },
      {
        names: ['color', 'no-color'],
        text: 'colours, whatever the terminal is (also: FORCE_COLOR, NO_COLOR)',
        of: ['lint', 'rules', 'explain', 'show', 'diff'],
      },
      {
        names: ['max-warnings'],
        value: 'N',
        text: 'let N warnings pass in all: they do not change the exit status',
        of: ['lint'],
      },
      { names: ['exit-zero'], text: 'exit with 0 whatever is found', of: ['lint'] },
      { names: ['stdio'], text: 'speak over standard input and output', of: ['lsp'] },
      { names: ['help'], text: 'this text', of: all.filter(name => name !== 'postconf') },
      { names: ['version'], text: 'the version of postfix-lint', of: ['lint'] },
    ],
  },
]

/** The options of a command, by heading. */
export function optionsOf(command: CommandName): readonly OptionGroup[] {
  return optionGroups.flatMap(({ heading, options }) => {
    const own = options.filter(({ of }) => of.includes(command))
    return own.length === 0 ? [] : [{ heading, options: own }]
  })
}
