import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-service-type',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The second column of a service holds no service type',
  why: `The second column of master.cf says what kind of socket a service listens on. The words are compared letter by
letter, upper and lower case included. At any other word Postfix stops with a fatal error and does not start.`,
  see: ['master(5)', 'src/master/master_ent.c'],
  evidence: { kind: 'log', says: ['invalid type field', 'bad transport type'], by: 'postfix' },
  messages: {
    unknown: (d: { type: string; near: string | undefined; types: string }) =>
      `\`${d.type}\` is no service type: Postfix stops with a fatal error here and does not start. ${d.near ? `Did you mean \`${d.near}\`?` : `There are ${d.types}`}`,
  },
  scope: 'service',
  check({ project, service: { entry } }, report) {
    const { text, range } = entry.transport
    const types = project.catalog.masterFields().types.map(({ type }) => type)
    if (text === '-' || types.includes(text)) return
    const near = nearestName(text, types)
    const at = { file: project.master?.source.name ?? '', range }
    report({
      at,
      say: ['unknown', { type: text, near, types: types.map(type => `\`${type}\``).join(', ') }],
      fix: near === undefined ? undefined : { title: `Write \`${near}\``, edits: [{ ...at, text: near }] },
    })
  },
  examples: [
    {
      title: 'Upper case is another word',
      'master.cf': `
        smtp «INET» n - y - - smtpd
      `,
      fixed: `
        smtp inet n - y - - smtpd
      `,
    },
    {
      title: 'Something else altogether',
      'master.cf': `
        relay «socket» - - n - - smtp
      `,
    },
    {
      title: 'All is well',
      clean: true,
      'master.cf': `
        relay unix - - n - - smtp
      `,
    },
  ],
})
