import { readDnsList } from '../../config/dns-lists.js'
import { originOf, replacePlace } from '../../config/elements.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

/** What the answer of a list looks like when an address is really listed. */
const answers: ReadonlyMap<string, string> = new Map([
  ['dbl.spamhaus.org', '127.0.1.[2..99]'],
  ['sbl.spamhaus.org', '127.0.0.[2..3]'],
  ['xbl.spamhaus.org', '127.0.0.[4..7]'],
  ['zen.spamhaus.org', '127.0.0.[2..11]'],
])

export default defineRule({
  id: 'dns-list-without-filter',
  severity: 'info',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The error answers of a DNS list count as listings',
  why: `Spamhaus answers \`127.255.255.x\` when it is asked in the wrong way: through a public resolver, too often, or with a
misspelled name. Without a pattern after \`=\`, any answer counts as "listed", so on that day smtpd(8) refuses the mail of
everybody. With \`zen.spamhaus.org=127.0.0.[2..11]\` such answers are ignored.`,
  see: [
    'postconf(5) reject_rbl_client',
    'https://www.spamhaus.org/resource-hub/dnsbl/using-our-public-mirrors-check-your-return-codes-now/',
  ],
  evidence: { kind: 'heuristic', because: 'it matters only when the list answers with an error' },
  messages: {
    open: (d: { domain: string; filter: string }) =>
      `Any answer of \`${d.domain}\` counts as a listing, also its error codes: then all mail is refused. Write \`${d.domain}=${d.filter}\``,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { view, step } of allReachedSteps(project)) {
      const { info, argument } = step
      if (info?.argument?.kind !== 'dnsbl' || !info.argument.addressPattern || info.effect !== 'reject') continue
      if (argument === undefined || originOf(argument) === undefined) continue
      const { domain, filter } = readDnsList(argument)
      const answer = filter === undefined ? answers.get(domain.value.toLowerCase()) : undefined
      if (answer === undefined) continue
      const right = `${domain.value}=${answer}`
      report({
        at: argument,
        say: ['open', { domain: domain.value, filter: answer }],
        fix: { title: `Write \`${right}\``, edits: replacePlace(argument, right) },
        ...servicesOf(view),
      })
    }
  },
  examples: [
    {
      title: 'Any answer counts',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = permit_mynetworks, reject_rbl_client «zen.spamhaus.org»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_client_restrictions = permit_mynetworks, reject_rbl_client zen.spamhaus.org=127.0.0.[2..11]
      `,
    },
    {
      title: 'Only listings count',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = permit_mynetworks, reject_rbl_client zen.spamhaus.org=127.0.0.[2..11]
      `,
    },
  ],
})
