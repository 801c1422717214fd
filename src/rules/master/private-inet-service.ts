import { defineRule } from '../define.js'

export default defineRule({
  id: 'private-inet-service',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A network service is not marked as public',
  why: `The third column of master.cf says whether a service is private to Postfix. Its default is \`y\`, but a service of
type \`inet\` is reached over the network, so \`n\` has to stand there: otherwise Postfix stops with a fatal error.`,
  see: ['master(5)', 'src/master/master_ent.c'],
  evidence: { kind: 'log', says: ['inet service cannot be private'], by: 'master' },
  messages: {
    private: (d: { written: string }) =>
      `A service of type \`inet\` cannot be private, and ${d.written === '-' ? 'the default `-` here means `y`' : '`y` says that it is'}: Postfix stops with a fatal error and does not start. Write \`n\``,
  },
  scope: 'service',
  check({ project, service }, report) {
    const type = project.catalog.masterFields().types.find(known => known.type === service.type)
    const field = service.entry.fields.find(({ name }) => name === 'private')
    if (type?.mustBePublic !== true || field === undefined || service.isPrivate !== true) return
    const at = { file: project.master?.source.name ?? '', range: field.range }
    report({
      at,
      say: ['private', { written: field.text }],
      fix: { title: 'Write `n`', edits: [{ ...at, text: 'n' }] },
    })
  },
  examples: [
    {
      title: 'The default is not enough',
      'master.cf': `
        smtp inet «-» - y - - smtpd
      `,
      fixed: `
        smtp inet n - y - - smtpd
      `,
    },
    {
      title: 'Public',
      clean: true,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
    },
  ],
})
