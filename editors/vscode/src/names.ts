/** What VS Code shows of the client, and where its settings are. */
export const clientName = { id: 'postfix-lint', title: 'Postfix Lint' } as const

/** The languages that the server reads. */
export const languages = [
  'postfix-main',
  'postfix-master',
  'postfix-table',
  'postfix-aliases',
  'postfix-regexp',
  'postfix-cidr',
  'postfix-client',
]
