import { isAddressPattern, readDnsList } from '../../config/dns-lists.js'
import { originOf, replacePlace } from '../../config/elements.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

/** Lists that answer no more, or answer for every address, with the year in which they closed. */
const closed: Readonly<Record<string, string>> = {
  'bl.spamcannibal.org': '2018',
  'dnsbl.ahbl.org': '2015',
  'dnsbl.njabl.org': '2013',
  'dnsbl.sorbs.net': '2024',
  'list.dsbl.org': '2008',
  'relays.ordb.org': '2006',
  'rhsbl.ahbl.org': '2015',
  'rhsbl.sorbs.net': '2024',
}

/** The list itself, or one of its parts (`spam.dnsbl.sorbs.net`). */
function closedIn(domain: string): string | undefined {
  const lower = domain.toLowerCase()
  const name = Object.keys(closed).find(each => lower === each || lower.endsWith(`.${each}`))
  return name === undefined ? undefined : closed[name]
}

/** A domain that no list can have, and the likely one. */
function domainFault(domain: string): string | undefined {
  const match = /^(?:[a-z]+:\/\/)?([a-z0-9_.-]*?)[./]*$/i.exec(domain)
  return match?.[1] !== undefined && match[1] !== domain ? match[1] : undefined
}

export default defineRule({
  id: 'bad-dns-list',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A DNS list that is written wrong, or exists no more',
  why: `\`reject_rbl_client\` and its relatives take the domain of a DNS list, and after \`=\` a pattern for its answer: four
numbers, or sets such as \`[2..11]\`, with dots between them. With a pattern that it cannot read smtpd(8) stops with a fatal error
at the first client that it looks up. A list that was closed costs time for each client, and some of them came to say
one day that every address in the world is listed.`,
  see: ['postconf(5) reject_rbl_client', 'src/util/ip_match.c'],
  evidence: {
    kind: 'source',
    because: 'smtpd logs "RBL reply error" (rbl_byte_pagein) only for a client from outside',
  },
  messages: {
    filter: (d: { filter: string }) =>
      `smtpd cannot read \`${d.filter}\` and stops with a fatal error when it asks this list. Write four numbers, or sets such as \`[2..11]\`, with dots between them`,
    closed: (d: { domain: string; year: string }) =>
      `The DNS list \`${d.domain}\` was closed in ${d.year}: asking it costs time, and its domain may one day list every address. Remove it`,
    domain: (d: { domain: string; right: string }) =>
      `\`${d.domain}\` is not the domain of a DNS list, so no address is ever found in it. Did you mean \`${d.right}\`?`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { view, step } of allReachedSteps(project)) {
      const { info, argument } = step
      if (info?.argument?.kind !== 'dnsbl' || argument === undefined || originOf(argument) === undefined) continue
      const { domain, filter } = readDnsList(argument)
      const services = servicesOf(view)
      const year = closedIn(domain.value)
      const right = domainFault(domain.value)
      if (year !== undefined)
        report({ at: domain, say: ['closed', { domain: domain.value, year }], severity: 'warning', ...services })
      else if (right !== undefined && right !== '') {
        const fix = { title: `Write \`${right}\``, edits: replacePlace(domain, right) }
        report({ at: domain, say: ['domain', { domain: domain.value, right }], severity: 'warning', fix, ...services })
      }
      if (filter !== undefined && info.argument.addressPattern && !isAddressPattern(filter.value)) {
        report({ at: filter, say: ['filter', { filter: filter.value }], ...services })
      }
    }
  },
  examples: [
    {
      title: 'A hyphen for a range',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = permit_mynetworks, reject_rbl_client dnsbl.example.com=«127.0.0.[2-11]»
      `,
    },
    {
      title: 'A list that is gone',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = permit_mynetworks, reject_rbl_client «dnsbl.sorbs.net»
      `,
    },
    {
      title: 'A dot at the end',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = permit_mynetworks, reject_rhsbl_client «rhsbl.example.com.»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_client_restrictions = permit_mynetworks, reject_rhsbl_client rhsbl.example.com
      `,
    },
    {
      title: 'A list with a pattern',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = permit_mynetworks, reject_rbl_client dnsbl.example.com=127.0.0.[2..4;10..11]
      `,
    },
  ],
})
