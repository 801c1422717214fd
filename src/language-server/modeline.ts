/** Which of the two files a document is. */
export type FileRole = 'main' | 'master'

/** Names of file types that editors write into a file, and what they mean here. */
const roleOfType: Readonly<Record<string, FileRole>> = {
  'postfix-main': 'main',
  'postfix-master': 'master',
  postfixmain: 'main',
  postfixmaster: 'master',
  pfmain: 'main',
  pfmaster: 'master',
}

/** How a table is written, as far as a language of an editor tells: one of them is regexp and pcre. */
export type TableLanguage = 'postmap' | 'aliases' | 'patterns' | 'regexp' | 'pcre' | 'cidr' | 'client'

/** Language ids, and names of file types, that tables have in editors. */
export const tableOfType: Readonly<Record<string, TableLanguage>> = {
  'postfix-table': 'postmap',
  'postfix-aliases': 'aliases',
  'postfix-regexp': 'patterns',
  'postfix-pcre': 'pcre',
  'postfix-cidr': 'cidr',
  'postfix-client': 'client',
  postfixtable: 'postmap',
  mailaliases: 'aliases',
}

/** Vim looks at so many lines at each end of a file. */
const looked = 5

/** `# vim: set ft=pfmain :`, and Emacs' `# -*- mode: postfix-main -*-` or `# -*- postfix-main -*-`. */
const forms = [
  /^\s*#.*\b(?:vim?|ex):.*\b(?:ft|filetype|syntax)=([\w-]+)/,
  /^\s*#.*-\*-.*?\bmode:\s*([\w-]+?)(?:-mode)?\s*(?:;.*)?-\*-/i,
  /^\s*#.*-\*-\s*([\w-]+?)(?:-mode)?\s*-\*-/,
]

/** What a file says of itself in a comment for editors, near its beginning or its end. */
export function roleInModeline(text: string): FileRole | undefined {
  return inModeline(text, roleOfType)
}

/** What kind of a table a file says that it is. */
export function tableInModeline(text: string): TableLanguage | undefined {
  return inModeline(text, tableOfType)
}

function inModeline<Meaning>(text: string, known: Readonly<Record<string, Meaning>>): Meaning | undefined {
  const head = text.slice(0, 2000).split('\n').slice(0, looked)
  const tail = text.slice(-2000).trimEnd().split('\n').slice(-looked)
  for (const line of [...head, ...tail]) {
    if (!line.includes('#')) continue
    for (const form of forms) {
      const found = known[form.exec(line)?.[1]?.toLowerCase() ?? '']
      if (found !== undefined) return found
    }
  }
  return undefined
}
