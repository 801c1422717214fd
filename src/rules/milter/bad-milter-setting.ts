import { toSeconds } from '../../config/convert.js'
import { replacePlace } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { splitMilterAttribute } from '../../config/milter-attributes.js'
import { milterEntries } from '../../config/milter-endpoints.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** Settings of a single milter; each is the `milter_...` parameter without that beginning. */
const names = ['connect_timeout', 'command_timeout', 'content_timeout', 'protocol', 'default_action']

export default defineRule({
  id: 'bad-milter-setting',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '3.0' },
  fix: 'unsafe',
  summary: 'A `{ ... }` of a milter list that Postfix cannot read',
  why: `Postfix 3.0 and newer take \`{ inet:host:port, name = value, ... }\` in a list of milters, with settings for this milter
alone: \`${names.join('`, `')}\`. smtpd(8) and cleanup(8) stop with a fatal error at an empty
\`{ }\`, and at a setting that is not of these or has no value: no mail comes in then.`,
  see: ['MILTER_README', 'postconf(5) smtpd_milters', 'src/milter/milter.c', 'src/global/attr_override.c'],
  evidence: {
    kind: 'log',
    says: ['empty milter definition', 'unknown option', 'malformed option', 'bad time value', "missing '='"],
    by: 'smtpd',
  },
  messages: {
    empty: () =>
      '`smtpd` and `cleanup` stop with a fatal error: there is no `inet:host:port` or `unix:path` in these braces',
    unknown: (d: { name: string; near: string | undefined }) =>
      `A milter has no setting \`${d.name}\`, at which \`smtpd\` and \`cleanup\` stop. ${d.near ? `Did you mean \`${d.near}\`?` : `There are ${names.map(name => `\`${name}\``).join(', ')}`}`,
    noValue: (d: { text: string }) =>
      `\`${d.text}\` is no \`name = value\`, at which \`smtpd\` and \`cleanup\` stop with a fatal error. Put each setting in braces or write it without blanks`,
    time: (d: { name: string; value: string }) =>
      `\`${d.value}\` is no time for \`${d.name}\`, at which \`smtpd\` and \`cleanup\` stop with a fatal error. Write a number with its unit: \`30s\`, \`5m\``,
  },
  scope: 'setting',
  kinds: ['milter-list'],
  check({ project, resolved }, report) {
    if (!isReadable(resolved)) return
    for (const { item, endpoint, attributes, broken } of milterEntries(resolved, project.catalog)) {
      // Braces that do not match are what `unbalanced-brace` finds.
      if (broken !== undefined) continue
      if (endpoint === undefined) {
        report({ at: item, say: ['empty'] })
        continue
      }
      for (const attribute of attributes) {
        const split = splitMilterAttribute(attribute)
        if (split === undefined) {
          report({ at: attribute, say: ['noValue', { text: attribute.value.slice(0, 60) }] })
          // Postfix goes no further, and the next words are often the rest of this one.
          break
        }
        const { name, value } = split
        if (!names.includes(name.value)) {
          const near = nearestName(name.value.replace(/^milter_/, ''), names)
          const edits = near === undefined ? null : replacePlace(name, near)
          const fix = near === undefined ? undefined : { title: `Write \`${near}\``, edits }
          report({ at: name, say: ['unknown', { name: name.value.slice(0, 40), near }], fix })
        } else if (name.value.endsWith('_timeout') && !toSeconds(value.value).ok) {
          report({
            at: value.value === '' ? attribute : value,
            say: ['time', { name: name.value, value: value.value.slice(0, 40) }],
          })
        }
      }
    }
  },
  examples: [
    {
      title: 'The name of the parameter in place of that of the setting',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_milters = { inet:localhost:8891, «milter_connect_timeout»=10s }
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_milters = { inet:localhost:8891, connect_timeout=10s }
      `,
    },
    {
      title: 'Nothing in the braces',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_milters = «{ }»
      `,
    },
    {
      title: 'Blanks around the `=`',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_milters = { inet:localhost:8891, «connect_timeout» = 10s }
      `,
    },
    {
      title: 'A time that is none',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_milters = { inet:localhost:8891, { connect_timeout = «ten» } }
      `,
    },
    {
      title: 'Settings for one milter',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_milters = { inet:localhost:8891, connect_timeout=10s, default_action=accept }
        non_smtpd_milters = $smtpd_milters
      `,
    },
  ],
})
