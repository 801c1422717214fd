import { certainText, firstWritten } from '../../config/certain-values.js'
import { viewsOf } from '../../config/measures.js'
import { servicesOf } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const action = 'postscreen_dnsbl_action'
const sites = 'postscreen_dnsbl_sites'

export default defineRule({
  id: 'dnsbl-result-ignored',
  severity: 'info',
  since: '0.1.0',
  postfix: { from: '2.8' },
  fix: 'none',
  summary: 'postscreen asks DNS lists and does nothing with the answers',
  why: `\`${action}\` is \`ignore\` by default: postscreen(8) asks each list in \`${sites}\`, logs which clients are
listed, and lets them in all the same. That is good for a trial. To refuse such clients, set \`enforce\` (the client is told
so, and sender and recipient are logged) or \`drop\`.`,
  see: ['postconf(5) postscreen_dnsbl_action', 'POSTSCREEN_README'],
  evidence: { kind: 'heuristic', because: 'a trial run is a good reason for it' },
  messages: {
    ignored: () =>
      `Clients on these lists get in all the same: \`${action}\` is \`ignore\`. To refuse them, set it to \`enforce\``,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const view of viewsOf(project, ['postscreen'])) {
      const { config } = view
      if ((certainText(config, sites) ?? '') === '') continue
      const text = certainText(config, action)?.toLowerCase()
      if (text !== 'ignore' && text !== 'continue') continue
      const at = firstWritten(config, [action, sites])
      if (at !== undefined) report({ at, say: ['ignored'], services: servicesOf(view) })
    }
  },
  examples: [
    {
      title: 'The action is left at its default',
      'main.cf': `
        compatibility_level = 3.6
        postscreen_dnsbl_sites = «zen.example.net»
      `,
    },
    {
      title: 'Listed clients are refused',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        postscreen_dnsbl_sites = zen.example.net
        postscreen_dnsbl_action = enforce
      `,
    },
  ],
})
