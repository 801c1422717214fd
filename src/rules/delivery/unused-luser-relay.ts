import { nameLocation } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unused-luser-relay',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: '`luser_relay` is set, but mail for unknown users is refused before it',
  why: `\`luser_relay\` gets mail for local names that do not exist. With \`local_recipient_maps\` in force (the default) smtpd(8)
refuses such mail when it is offered, so \`luser_relay\` sees only what local programs send. To let it work for mail from the
network, set \`local_recipient_maps =\`.`,
  see: ['postconf(5) luser_relay', 'LOCAL_RECIPIENT_README'],
  evidence: { kind: 'source', because: 'it shows only with mail from the network for a name that does not exist' },
  messages: {
    refused: () =>
      '`luser_relay` gets no mail from the network: unknown users are refused before it, as `local_recipient_maps` is not empty. Set `local_recipient_maps =` if it should',
  },
  scope: 'setting',
  parameters: ['luser_relay'],
  check({ setting, resolved, view, service }, report) {
    if (
      service !== undefined ||
      resolved.unknown ||
      resolved.text === '' ||
      view.get(setting.name)?.setting !== setting
    )
      return
    const maps = view.get('local_recipient_maps')
    if (maps === undefined || maps.text === '' || maps.expanded.problem) return
    if (view.get('smtpd_reject_unlisted_recipient')?.text.toLowerCase() === 'no') return
    report({ at: nameLocation(setting), say: ['refused'] })
  },
  examples: [
    {
      title: 'A collecting address',
      'main.cf': `
        «luser_relay» = postmaster@example.com
      `,
    },
    {
      title: 'Unknown users are let in',
      clean: true,
      'main.cf': `
        luser_relay = postmaster@example.com
        local_recipient_maps =
      `,
    },
  ],
})
