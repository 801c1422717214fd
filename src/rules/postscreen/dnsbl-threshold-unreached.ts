import { certainValue, firstWritten } from '../../config/certain-values.js'
import { dnsblSites } from '../../config/dnsbl-sites.js'
import { numberOf, viewsOf } from '../../config/measures.js'
import { servicesOf } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const sitesName = 'postscreen_dnsbl_sites'
const threshold = 'postscreen_dnsbl_threshold'
const allowance = 'postscreen_dnsbl_allowlist_threshold'

export default defineRule({
  id: 'dnsbl-threshold-unreached',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '2.8' },
  fix: 'none',
  summary: 'The weights of the DNS lists never add up to the threshold of postscreen',
  why: `postscreen(8) adds the weights of all the lists that have a client in them (\`domain*weight\`; without one it is 1). It does
something about the client when the sum is at least \`${threshold}\`, and lets it pass other tests when the sum is at
most \`${allowance}\` (a negative number). When all weights together do not get there, the lists are
asked for nothing.`,
  see: ['postconf(5) postscreen_dnsbl_threshold', 'POSTSCREEN_README', 'src/postscreen/postscreen_early.c'],
  evidence: { kind: 'source', because: 'psc_early_event() compares the sum with the threshold; nothing is logged' },
  messages: {
    high: (d: { threshold: string; sum: number }) =>
      `No client can ever reach \`${d.threshold}\`: all lists together have a weight of ${d.sum}, so they block nobody. Lower \`${threshold}\` or raise the weights`,
    positive: (d: { name: string; threshold: string }) =>
      `\`${d.name} = ${d.threshold}\` lets no client skip tests: good clients have a sum below zero, so it has to be negative`,
    low: (d: { threshold: string; sum: number }) =>
      `No client can ever get down to \`${d.threshold}\`: all negative weights together are ${d.sum}, so no list lets a client skip tests`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const view of viewsOf(project, ['postscreen'])) {
      const { config } = view
      const sites = certainValue(config, sitesName)
      if (sites === undefined || sites.text === '') continue
      const read = dnsblSites(sites)
      if (read.some(({ problem }) => problem !== undefined)) continue
      const sum = (sign: 1 | -1) => read.reduce((total, { weight }) => total + (weight * sign > 0 ? weight : 0), 0)
      const services = servicesOf(view)
      const high = numberOf(config, threshold)
      // Lists that only allow are meant to block nobody.
      if (high !== undefined && sum(1) > 0 && high.value > sum(1)) {
        const at = firstWritten(config, [threshold, sitesName])
        if (at !== undefined) report({ at, say: ['high', { threshold: high.text, sum: sum(1) }], services })
      }
      const low = numberOf(config, allowance)
      if (low !== undefined && low.value > 0) {
        const at = firstWritten(config, [allowance])
        if (at !== undefined) report({ at, say: ['positive', { name: allowance, threshold: low.text }], services })
      }
      if (low !== undefined && low.value < 0 && low.value < sum(-1)) {
        const at = firstWritten(config, [allowance, sitesName])
        if (at !== undefined) report({ at, say: ['low', { threshold: low.text, sum: sum(-1) }], services })
      }
    }
  },
  examples: [
    {
      title: 'Two lists of weight 1, and a threshold of 3',
      'main.cf': `
        compatibility_level = 3.6
        postscreen_dnsbl_sites = zen.example.net, bl.example.net
        postscreen_dnsbl_action = enforce
        postscreen_dnsbl_threshold = «3»
      `,
    },
    {
      title: 'No list has a negative weight',
      'main.cf': `
        compatibility_level = 3.6
        postscreen_dnsbl_sites = zen.example.net, list.example.net*-1
        postscreen_dnsbl_action = enforce
        postscreen_dnsbl_allowlist_threshold = «-2»
      `,
    },
    {
      title: 'One list is enough',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        postscreen_dnsbl_sites = zen.example.net*3, bl.example.net*2
        postscreen_dnsbl_action = enforce
        postscreen_dnsbl_threshold = 3
      `,
    },
  ],
})
