import { basename, dirname, join } from 'node:path'

/** The two files of a Postfix configuration. */
export type FileKind = 'main' | 'master'

// What people put behind `main.cf` when another program makes the file of it. Not `.bak`, `.orig`, `.proto` and the
// like: they stand beside the file that counts.
const templateEndings = 'j2|jinja2?|erb|epp|tmpl|gotmpl|tpl|template|mustache|hbs|tt2?|in'

const configurationName = new RegExp(
  `^((?:.*[-_.])?)(main|master)(\\.cf(?:(?:\\.[\\w-]+)*\\.(?:${templateEndings}))?)$`,
  'i',
)

/** A file name that says that it is a Postfix configuration, or is to become one. */
export interface ConfigurationName {
  readonly kind: FileKind
  /** The same for the two files of one configuration: `mx1-*.cf.j2`. */
  readonly pair: string
}

/** Reads a file's name: `main.cf`, `mx1-master.cf`, `main.cf.j2` ...; undefined when it says nothing. */
export function readConfigurationName(path: string): ConfigurationName | undefined {
  const [, before, kind, after] = configurationName.exec(basename(path)) ?? []
  if (kind === undefined) return undefined
  return { kind: kind.toLowerCase() === 'main' ? 'main' : 'master', pair: `${before}*${after}` }
}

/** Which of the two a file is, by its name, when a person says that it is one of them: `main.cf`, `my-main-config` ... */
export function kindOf(path: string): FileKind | undefined {
  const known = readConfigurationName(path)
  if (known !== undefined) return known.kind
  // `virtual_domains` is a table.
  const name = basename(path).toLowerCase().replaceAll('domain', '')
  const main = name.lastIndexOf('main')
  const master = name.lastIndexOf('master')
  if (main < 0 && master < 0) return undefined
  return main > master ? 'main' : 'master'
}

/** Where the other file of a configuration can be, likeliest first. */
export function siblingNames(path: string): readonly string[] {
  const known = readConfigurationName(path)
  const other = (known?.kind ?? kindOf(path)) === 'main' ? 'master' : 'main'
  const plain = `${other}.cf`
  const names = known === undefined ? [plain] : [known.pair.replace('*', other), plain]
  const directory = dirname(path)
  const isHere = directory === '.' && basename(path) === path
  return names.map(name => (isHere ? name : join(directory, name)))
}
