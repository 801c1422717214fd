import { entriesOfWellKnown } from '../../config/well-known-services.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'wrong-service-class',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A service that Postfix itself uses is private where it has to be public, or the other way round',
  why: `The third column of master.cf decides in which directory of the queue the socket of a service is: \`private\`, which
only Postfix can enter, or \`public\`, which commands such as mailq(1) can enter too. The other programs of Postfix look
for a service in one of the two and do not find it in the other.`,
  see: ['master(5)', 'src/global/mail_proto.h'],
  evidence: {
    kind: 'source',
    because: 'the clients name MAIL_CLASS_PUBLIC or MAIL_CLASS_PRIVATE; what they log differs',
  },
  messages: {
    wrong: (d: { name: string; is: string; wanted: string; letter: string }) =>
      `Postfix looks for \`${d.name}\` among the ${d.wanted} services and does not find it, because this entry makes it ${d.is}. Write \`${d.letter}\` in the third column`,
  },
  scope: 'project',
  check({ project }, report) {
    const file = project.master?.source.name
    if (file === undefined) return
    for (const known of project.catalog.services()) {
      const entries = entriesOfWellKnown(project, known).filter(({ inet }) => inet === undefined)
      const right = entries.filter(({ service }) => service.isPrivate === (known.private === 'y'))
      if (right.length > 0) continue
      for (const { service } of entries) {
        const field = service.entry.fields.find(({ name }) => name === 'private')
        if (field === undefined || service.program !== known.program) continue
        const isPrivate = known.private === 'y'
        const at = { file, range: field.range }
        report({
          at,
          say: [
            'wrong',
            {
              name: service.name,
              is: isPrivate ? 'public' : 'private',
              wanted: isPrivate ? 'private' : 'public',
              letter: known.private,
            },
          ],
          services: [service],
          fix: { title: `Write \`${known.private}\``, edits: [{ ...at, text: known.private }] },
        })
      }
    }
  },
  examples: [
    {
      title: 'Clients do not find cleanup(8)',
      'master.cf': `
        cleanup unix «-» - y - 0 cleanup
      `,
      fixed: `
        cleanup unix n - y - 0 cleanup
      `,
    },
    {
      title: 'As they come',
      clean: true,
      'master.cf': `
        cleanup unix n - y - 0 cleanup
        rewrite unix - - y - - trivial-rewrite
      `,
    },
  ],
})
