import { toBoolean } from '../../config/convert.js'
import { originOf } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

const lookup = 'smtpd_peername_lookup'
/** Refuse each client whose name is `unknown`. */
const refusing: ReadonlySet<string> = new Set([
  'reject_unknown_client',
  'reject_unknown_client_hostname',
  'reject_unknown_reverse_client_hostname',
])
/** Look nothing up for a client whose name is `unknown`. */
const idle =
  /^(?:check_(?:reverse_)?client(?:_hostname)?_(?:a|mx|ns)_access|reject_rhsbl_(?:reverse_)?client|permit_rhswl_client|check_reverse_client_hostname_access)$/

export default defineRule({
  id: 'client-name-not-looked-up',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A restriction looks at the name of the client, which is never looked up',
  why: `With \`${lookup} = no\` smtpd(8) asks the DNS for no client's name: each is called \`unknown\`. Restrictions that
look something up for that name then do nothing, and \`reject_unknown_client_hostname\` and
\`reject_unknown_reverse_client_hostname\` refuse everybody, or put them off.`,
  see: ['postconf(5) smtpd_peername_lookup', 'src/smtpd/smtpd_peer.c'],
  evidence: {
    kind: 'source',
    because: 'smtpd_peer.c sets the names to "unknown"; a short run has no client from outside',
  },
  messages: {
    refuses: (d: { word: string }) =>
      `With \`${lookup} = no\` every client is called \`unknown\`, and \`${d.word}\` turns away each one that comes to it`,
    idle: (d: { word: string }) =>
      `\`${d.word}\` does nothing: with \`${lookup} = no\` every client is called \`unknown\``,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { view, step } of allReachedSteps(project)) {
      const { info, word } = step
      if (info === undefined || step.kind !== 'known' || originOf(word) === undefined) continue
      const setting = view.config.get(lookup)
      if (setting === undefined || !isReadable(setting) || toBoolean(setting.text) !== false) continue
      const common = { at: word, ...servicesOf(view) }
      if (refusing.has(info.name)) report({ ...common, say: ['refuses', { word: word.value }] })
      else if (idle.test(info.name)) report({ ...common, say: ['idle', { word: word.value }] })
    }
  },
  examples: [
    {
      title: 'Names are not looked up',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_peername_lookup = no
        smtpd_client_restrictions = permit_mynetworks, «reject_unknown_reverse_client_hostname»
      `,
    },
    {
      title: 'Addresses are enough',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_peername_lookup = no
        smtpd_client_restrictions = permit_mynetworks, reject_rbl_client dnsbl.example.com=127.0.0.2
      `,
    },
  ],
})
