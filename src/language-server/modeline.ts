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
  const head = text.slice(0, 2000).split('\n').slice(0, looked)
  const tail = text.slice(-2000).trimEnd().split('\n').slice(-looked)
  for (const line of [...head, ...tail]) {
    if (!line.includes('#')) continue
    for (const form of forms) {
      const found = roleOfType[form.exec(line)?.[1]?.toLowerCase() ?? '']
      if (found !== undefined) return found
    }
  }
  return undefined
}
