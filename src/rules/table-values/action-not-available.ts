import { accessResult } from '../../config/access-results.js'
import { toBoolean } from '../../config/convert.js'
import { isReadable } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import type { TableRole } from '../../config/table-mentions.js'
import { resultOf } from '../../config/table-values.js'
import { defineRule } from '../define.js'

type Place = 'early' | 'etrn' | 'end-of-data' | 'proxy'

/** Where a table is asked at a time at which there is no message to do something with. */
function placeOf(project: Project, role: TableRole): Place | undefined {
  const { parameter, entry, answers } = role
  if (!answers) return undefined
  if (isBeforeProxy(project, role)) return 'proxy'
  if (parameter === 'smtpd_etrn_restrictions') return 'etrn'
  if (parameter === 'smtpd_end_of_data_restrictions') return 'end-of-data'
  if (parameter !== 'smtpd_client_restrictions' && parameter !== 'smtpd_helo_restrictions') return undefined
  const views = project.services.filter(({ program }, index) =>
    entry === undefined ? program === 'smtpd' : entry === index,
  )
  const configs = views.length === 0 ? [project.base] : views.map(({ config }) => config)
  const early = configs.every(config => {
    const delay = config.get('smtpd_delay_reject')
    return delay !== undefined && isReadable(delay) && toBoolean(delay.text) === false
  })
  return early ? 'early' : undefined
}

/** True when each smtpd that asks the table hands its mail to another SMTP server while it is received. */
function isBeforeProxy(project: Project, { parameter, entry }: TableRole): boolean {
  const servers = project.services.filter(({ program, config }, index) =>
    entry === undefined ? program === 'smtpd' && !config.own.has(parameter) : entry === index,
  )
  return (
    servers.length > 0 &&
    servers.every(({ config }) => {
      const proxy = config.get('smtpd_proxy_filter')
      return proxy !== undefined && isReadable(proxy) && proxy.text !== ''
    })
  )
}

export default defineRule({
  id: 'action-not-available',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'An action of an access table is skipped where the table is used',
  why: `\`FILTER\`, \`HOLD\`, \`DISCARD\`, \`REDIRECT\`, \`BCC\` and \`PREPEND\` do something with a message. Where there is no message,
smtpd(8) skips them with a warning: in \`smtpd_etrn_restrictions\`, and in the client and HELO restrictions with
\`smtpd_delay_reject = no\`, which are evaluated before the sender is known. \`PREPEND\` comes too late in
\`smtpd_end_of_data_restrictions\`, when the message was already written. With \`smtpd_proxy_filter\`, smtpd(8) hands the message to another
server and not to cleanup(8), which would have to carry these actions out; \`PREPEND\` works there.`,
  see: ['access(5)', 'src/smtpd/smtpd_check.c'],
  evidence: { kind: 'log', says: ['action HOLD is always skipped', 'action HOLD is unavailable'], by: 'smtpd' },
  messages: {
    early: (d: { action: string }) =>
      `with \`smtpd_delay_reject = no\`, there is no message yet when this table is asked, so \`${d.action}\` is skipped`,
    etrn: (d: { action: string }) => `there is no message in ETRN, so \`${d.action}\` is skipped there`,
    proxy: (d: { action: string }) =>
      `each server that asks this table has \`smtpd_proxy_filter\`, so \`${d.action}\` is skipped: use the action in the server behind the filter`,
    'end-of-data': (d: { action: string }) =>
      `the message was already written when \`smtpd_end_of_data_restrictions\` are evaluated, so \`${d.action}\` is skipped there`,
  },
  scope: 'table',
  syntaxes: ['postmap', 'regexp', 'pcre', 'cidr'],
  uses: ['access-client', 'access-helo', 'access-etrn', 'access-sender', 'access-recipient', 'access-server'],
  check({ project, table }, report) {
    const places = table.roles.map(role => placeOf(project, role))
    const [place] = places
    // Where it is used elsewhere as well, the action is meant for that.
    if (place === undefined || places.some(other => other !== place)) return undefined
    return {
      line(line) {
        const result = resultOf(line)
        if (result === undefined) return
        const read = accessResult(project, result)
        if (read.kind !== 'action') return
        const { action, parts } = read
        const isPrepend = action.name === 'PREPEND'
        const skipped = place === 'end-of-data' ? isPrepend : action.delegated || (isPrepend && place === 'early')
        if (skipped) report({ at: parts.word, say: [place, { action: action.name }] })
      },
    }
  },
  examples: [
    {
      title: 'Before there is a message',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_delay_reject = no
        smtpd_client_restrictions = check_client_access hash:/etc/postfix/clients
      `,
      tables: { clients: '127.0.0.1  «HOLD»\n' },
    },
    {
      title: 'Before a filter that gets the mail as it is received',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_proxy_filter = 127.0.0.1:10024
        smtpd_client_restrictions = check_client_access hash:/etc/postfix/clients
      `,
      'master.cf': 'smtp inet n - y - - smtpd\n',
      tables: { clients: '127.0.0.1  «HOLD»\n' },
    },
    {
      title: 'ETRN, and the end of the data',
      prove: false,
      'main.cf': `
        smtpd_etrn_restrictions = check_etrn_access hash:/etc/postfix/etrn
        smtpd_end_of_data_restrictions = check_client_access cidr:/etc/postfix/clients
      `,
      tables: { etrn: 'example.com  «DISCARD»\n', clients: '192.0.2.0/24  «PREPEND» X-Net: yes\n' },
    },
    {
      title: 'With the delay that is the default',
      clean: true,
      'main.cf': 'smtpd_client_restrictions = check_client_access hash:/etc/postfix/clients\n',
      tables: { clients: '127.0.0.1  HOLD\n192.0.2.1  PREPEND X-Net: yes\n' },
    },
  ],
})
