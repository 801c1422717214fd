import { describeMeasure, placeOfPair, secondsOf, viewsOf } from '../../config/measures.js'
import { servicesOf } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const shortest = 'postscreen_dnsbl_min_ttl'
const longest = 'postscreen_dnsbl_max_ttl'

export default defineRule({
  id: 'dnsbl-times-out-of-order',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '3.1' },
  fix: 'none',
  summary: 'The shortest time that a DNS list answer is kept is above the longest',
  why: `postscreen(8) keeps an answer of a DNS list as long as the DNS says, but not less than \`${shortest}\` and not more than
\`${longest}\`. When the first is greater, the second wins: every answer is kept for exactly that time.`,
  see: [
    'postconf(5) postscreen_dnsbl_min_ttl',
    'postconf(5) postscreen_dnsbl_max_ttl',
    'src/postscreen/postscreen_dnsbl.c',
  ],
  evidence: { kind: 'source', because: 'psc_dnsbl_receive() applies the lower bound first, then the upper one' },
  messages: {
    order: (d: { min: string; max: string }) =>
      `\`${shortest}\` (${d.min}) is above \`${longest}\` (${d.max}), which wins: every answer is kept for exactly that time`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const view of viewsOf(project, ['postscreen'])) {
      const min = secondsOf(view.config, shortest, project.catalog)
      const max = secondsOf(view.config, longest, project.catalog)
      if (min === undefined || max === undefined || min.value <= max.value) continue
      const place = placeOfPair(min, max)
      const say = ['order', { min: describeMeasure(min), max: describeMeasure(max) }] as const
      if (place !== undefined) report({ ...place, say, services: servicesOf(view) })
    }
  },
  examples: [
    {
      title: 'Two hours at least, one hour at most',
      'main.cf': `
        compatibility_level = 3.6
        postscreen_dnsbl_min_ttl = «2h»
      `,
    },
    {
      title: 'In order',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        postscreen_dnsbl_min_ttl = 5m
        postscreen_dnsbl_max_ttl = 2h
      `,
    },
  ],
})
