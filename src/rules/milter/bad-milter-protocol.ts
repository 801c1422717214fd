import { partOfItem, valueLocation, wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { wordsOfValue } from '../../config/words.js'
import { defineRule } from '../define.js'

/** The version that filters have spoken since Sendmail 8.14. */
const current = '6'

export default defineRule({
  id: 'bad-milter-protocol',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '2.6' },
  fix: 'none',
  summary: 'The version of the milter protocol is missing, given twice, or old',
  why: `\`milter_protocol\` is one version (\`2\`, \`3\`, \`4\`, \`6\`), which may have \`no_header_reply\` beside it. Without a version, or
with two, Postfix cannot talk to any milter: mail is deferred, or passes unfiltered if \`milter_default_action\` says so. The
default is \`6\`; with an older version, filters cannot do what came later, such as changing the envelope sender.`,
  see: ['postconf(5) milter_protocol', 'MILTER_README', 'src/milter/milter8.c'],
  evidence: {
    kind: 'source',
    because: 'milter8_connect() reads it when a milter is called, which needs one that answers',
  },
  messages: {
    none: () =>
      `There is no version here, so Postfix cannot talk to any milter: mail is deferred or passes unfiltered. Remove the line to have the default, \`${current}\``,
    several: (d: { first: string; second: string }) =>
      `There can be only one version, and with \`${d.first}\` and \`${d.second}\` Postfix cannot talk to any milter: mail is deferred or passes unfiltered`,
    old: (d: { version: string }) =>
      `Version \`${d.version}\` is for old filters, and others cannot do all they can with it. The default is \`${current}\`: remove the line unless a filter needs it`,
  },
  scope: 'setting',
  parameters: ['milter_protocol'],
  check({ project, setting, resolved, parameter }, report) {
    const vocabulary = project.catalog.vocabulary(setting.name)
    if (parameter === undefined || vocabulary === undefined || !isReadable(resolved)) return
    const words = wordsOfValue(resolved, parameter, vocabulary)
    if (words.some(({ known }) => known === undefined)) return
    const versions = words.filter(({ value }) => /^[0-9]+$/.test(value))
    const [first, second] = versions
    if (first === undefined) {
      report({ at: resolved.text === '' ? valueLocation(setting) : wholeValue(resolved), say: ['none'] })
    } else if (second !== undefined) {
      const at = partOfItem(second, 0, second.value.length)
      report({ at, say: ['several', { first: first.value, second: second.value }] })
    } else if (first.value !== current) {
      report({ at: first, say: ['old', { version: first.value }], severity: 'info' })
    }
  },
  examples: [
    { title: 'Two versions', 'main.cf': 'milter_protocol = 2, «6»\n' },
    { title: 'No version', 'main.cf': 'milter_protocol = «no_header_reply»\n' },
    { title: 'An old version', 'main.cf': 'milter_protocol = «2»\n' },
    {
      title: 'The current version',
      clean: true,
      'main.cf': 'compatibility_level = 3.6\nmilter_protocol = 6 no_header_reply\n',
    },
  ],
})
