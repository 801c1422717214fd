import { type FileRole, roleInModeline, tableOfType } from './modeline.js'

export type { FileRole } from './modeline.js'

/** Where the two files of one Postfix instance are. */
export interface ProjectFiles {
  /** Equal for both files. */
  readonly key: string
  readonly main?: string
  readonly master?: string
}

/** Language ids that editors use; the others go by the file's name. */
const roleOfLanguage: ReadonlyMap<string, FileRole> = new Map<string, FileRole>([
  ['postfix-main', 'main'],
  ['postfix-master', 'master'],
  ['pfmain', 'main'],
  ['pfmaster', 'master'],
])

const otherRole: { readonly [role in FileRole]: FileRole } = { main: 'master', master: 'main' }

/**
 * Which file a document is: by its language, by what it says of itself for editors, or by its name; undefined for one
 * that is neither.
 */
export function roleOf(uri: string, languageId?: string, text?: string): FileRole | undefined {
  const byLanguage = languageId === undefined ? undefined : roleOfLanguage.get(languageId.toLowerCase())
  if (byLanguage !== undefined) return byLanguage
  const byModeline = text === undefined ? undefined : roleInModeline(text)
  if (byModeline !== undefined) return byModeline
  const name = baseName(uri)
  if (/^master\.cf\b/.test(name)) return 'master'
  return /^main\.cf\b/.test(name) ? 'main' : undefined
}

function baseName(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1)
}

/**
 * The project of a document: the file of the other role beside it belongs to it when its name differs in nothing but
 * that (`main.cf` and `master.cf`, `main.cf.proto` and `master.cf.proto`). A file named otherwise stands alone.
 */
export function filesOf(uri: string, role: FileRole): ProjectFiles {
  const name = baseName(uri)
  const other = otherRole[role]
  if (!uri.includes('/') || !name.startsWith(role)) return { key: uri, [role]: uri }
  const folder = uri.slice(0, uri.length - name.length)
  const sibling = folder + other + name.slice(role.length)
  return { key: `${folder}main${name.slice(role.length)}`, [role]: uri, [other]: sibling }
}

/** Language ids of texts that can be a lookup table; a document in another language is none. */
const plainLanguages = /^(?:|plaintext|text|txt|conf|config|cfg|ini|properties|postfix.*|pf.*)$/i

/** Folders above a table in which its main.cf can be. */
const foldersAbove = 2

/**
 * The project that a document belongs to if it is a lookup table: that of the main.cf beside it, or of one above it that
 * is known already. Whether it is a table shows when the project is read.
 */
export function filesOfTable(
  uri: string,
  languageId: string,
  isKnown: (key: string) => boolean,
): ProjectFiles | undefined {
  if (!plainLanguages.test(languageId)) return undefined
  // A text that is no file yet has nothing beside it.
  if (!uri.includes('/')) return tableOfType[languageId.toLowerCase()] === undefined ? undefined : { key: uri }
  const own = uri.slice(0, uri.lastIndexOf('/') + 1)
  let folder = own
  for (let step = 0; step <= foldersAbove; step++) {
    const files = filesOf(`${folder}main.cf`, 'main')
    if (isKnown(files.key)) return files
    folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1)
    if (folder.endsWith('//') || folder === '') break
  }
  return filesOf(`${own}main.cf`, 'main')
}
