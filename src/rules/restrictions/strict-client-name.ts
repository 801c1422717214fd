import { originOf } from '../../config/elements.js'
import { isClientPort } from '../../config/listeners.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

/** What an honest client often lacks. */
const lacks: Readonly<Record<string, string>> = {
  reject_unknown_client: 'a name in the DNS that leads back to its address',
  reject_unknown_client_hostname: 'a name in the DNS that leads back to its address',
  reject_unknown_helo_hostname: 'a HELO name with an entry in the DNS',
  reject_unknown_hostname: 'a HELO name with an entry in the DNS',
}

export default defineRule({
  id: 'strict-client-name',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A check of names in the DNS that refuses honest mail as well',
  why: `\`reject_unknown_client_hostname\` refuses each client whose address has no name, whose name has no address, or whose name
leads to another address. Many mail servers of small organisations are set up like that. \`reject_unknown_reverse_client_hostname\`
is weaker: it refuses only clients whose address has no name at all. The manual page warns of both, and of \`reject_unknown_helo_hostname\`.`,
  see: ['postconf(5) reject_unknown_client_hostname', 'postconf(5) reject_unknown_helo_hostname'],
  evidence: { kind: 'heuristic', because: 'how much mail is lost depends on who writes; some sites want it so' },
  messages: {
    strict: (d: { word: string; lack: string }) =>
      `\`${d.word}\` refuses honest mail, too: quite a few servers do not have ${d.lack}. See first what \`warn_if_reject\` logs`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { view, step, warnOnly } of allReachedSteps(project)) {
      const lack = step.info && lacks[step.info.name]
      if (lack === undefined || warnOnly || step.kind !== 'known' || originOf(step.word) === undefined) continue
      const { service } = view
      if (service !== undefined && service.type !== 'pass' && !isClientPort(project, service)) continue
      report({ at: step.word, say: ['strict', { word: step.word.value, lack }], ...servicesOf(view) })
    }
  },
  examples: [
    {
      title: 'Both directions have to match',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = permit_mynetworks, «reject_unknown_client_hostname»
      `,
    },
    {
      title: 'Only a name is demanded',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtpd_client_restrictions = permit_mynetworks, reject_unknown_reverse_client_hostname
      `,
    },
  ],
})
