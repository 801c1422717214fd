import { defineRule } from '../define.js'

export default defineRule({
  id: 'fifo-service',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  postfix: { from: '2.10' },
  fix: 'safe',
  summary: 'A service still has the type `fifo` of old releases',
  why: `Up to Postfix 2.9, pickup and qmgr listened on FIFOs. They still can, but a FIFO keeps waking a disk up, as each
message changes its time stamps, and \`postfix upgrade-configuration\` turns it into a socket of type \`unix\`.`,
  see: ['master(5)', 'conf/post-install', 'RELEASE_NOTES of Postfix 2.10'],
  evidence: {
    kind: 'source',
    because: 'conf/post-install replaces the type when an old configuration is upgraded; fifo still works',
  },
  messages: {
    fifo: (d: { name: string }) =>
      `The type \`fifo\` of \`${d.name}\` is from before Postfix 2.10. It still works, but \`unix\` is what Postfix uses now`,
  },
  scope: 'service',
  check({ project, service }, report) {
    const { catalog } = project
    const type = catalog.masterFields().types.find(known => known.type === service.type)
    const known = catalog.wellKnownService(service.name)
    if (type?.obsolete !== true || known === undefined || known.stockType === service.type) return
    if (!known.types.includes(service.type) || known.program !== service.program) return
    const at = { file: project.master?.source.name ?? '', range: service.entry.transport.range }
    report({
      at,
      say: ['fifo', { name: service.name }],
      fix: { title: `Write \`${known.stockType}\``, edits: [{ ...at, text: known.stockType }] },
    })
  },
  examples: [
    {
      title: 'From an old release',
      'master.cf': `
        pickup «fifo» n - y 60 1 pickup
      `,
      fixed: `
        pickup unix n - y 60 1 pickup
      `,
    },
    {
      title: 'As it is now',
      clean: true,
      'master.cf': `
        pickup unix n - y 60 1 pickup
      `,
    },
  ],
})
