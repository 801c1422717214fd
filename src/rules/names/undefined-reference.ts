import { knownNames, type UndefinedName } from '../../config/known-names.js'
import { mentionsIn } from '../../config/mentions.js'
import { isForAnotherProgram } from '../../config/placeholders.js'
import type { Project } from '../../config/project.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** The names that could have been meant: what the files define, then what Postfix has. */
function meantName(project: Project, { name, services, setting }: UndefinedName): string | undefined {
  const own = [...project.base.own.keys(), ...services.flatMap(service => [...service.config.own.keys()])]
  const others = own.filter(other => other !== setting.name)
  return nearestName(name, others) ?? nearestName(name, project.catalog.parameterNames())
}

/** With more findings than this nobody looks for slips of the pen. */
const comparedAtMost = 200

/** True when the value is this one reference and nothing else. */
function isWhole({ name, setting }: UndefinedName): boolean {
  // `$name`, `${name}` or `$(name)`: a longer value, with many names perhaps, is not read for each of them.
  if (setting.value.text.length > name.length + 3) return false
  const [only, ...more] = mentionsIn(setting.value.text)
  return only !== undefined && more.length === 0 && only.span.start === 0 && only.span.end === setting.value.text.length
}

export default defineRule({
  id: 'undefined-reference',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A `$name` that is defined nowhere',
  why: `\`$name\` stands for the value of a parameter, or of a name defined in main.cf or by \`-o\` of the same service. When
there is no such name, it stands for an empty text, and Postfix does not complain. A list of restrictions that is
empty lets everybody through: the stock master.cf mentions \`$mua_client_restrictions\` and others that main.cf has to
define. A \`$\` that is to stay one is written \`$$\`.`,
  see: ['postconf(5)', 'postconf(1)', 'src/postconf/postconf_user.c'],
  evidence: { kind: 'log', says: ['undefined parameter'], by: 'postconf' },
  messages: {
    empty: (d: { name: string; parameter: string; near: string | undefined }) =>
      `\`$${d.name}\` is defined nowhere, so \`${d.parameter}\` is empty. ${d.near ? `Did you mean \`$${d.near}\`?` : `Define \`${d.name}\` in main.cf, or write here what you mean`}`,
    left: (d: { name: string; parameter: string; near: string | undefined }) =>
      `\`$${d.name}\` is defined nowhere: it is left out of \`${d.parameter}\`. ${d.near ? `Did you mean \`$${d.near}\`?` : `Define \`${d.name}\` in main.cf, or remove it here`}`,
    unfilled: (d: { name: string; parameter: string; whole: boolean }) =>
      `\`$${d.name}\` is defined nowhere: unless a script puts a value here before Postfix reads the file, ${d.whole ? `\`${d.parameter}\` is empty` : `it is left out of \`${d.parameter}\``}. Define \`${d.name}\` in main.cf, or write the value here`,
    digits: (d: { name: string; parameter: string }) =>
      `Postfix takes \`$${d.name}\` for a parameter that does not exist and leaves it out of \`${d.parameter}\`; write \`$$${d.name}\` to keep it`,
  },
  scope: 'project',
  check({ project }, report) {
    const known = knownNames(project)
    if (!project.hasMain) return
    // What is not used itself does no harm by an empty text; the rules about unused names tell of it.
    const idle = new Set(known.unused().map(({ setting }) => setting))
    for (const found of known.undefinedNames) {
      const { name, kind, setting, at, services } = found
      if (kind !== 'reference' || at === undefined || idle.has(setting)) continue
      // A list of `$names` of tables is read name by name: one that is missing changes nothing for the others.
      const harmless = project.catalog.parameter(setting.name)?.kind === 'map-reference-list'
      const severity = known.complete && !harmless ? 'warning' : 'info'
      if (/^[0-9]+$/.test(name)) {
        const { file, range } = at
        const edits = [{ file, range: { start: range.start, end: range.start }, text: '$' }]
        const bare = project.sources.get(file)?.text.charAt(range.start - 1) === '$'
        const fix = { title: `Write \`$$${name}\``, edits: bare ? edits : null }
        report({ at, say: ['digits', { name, parameter: setting.name }], services, severity, fix })
        continue
      }
      if (isForAnotherProgram(name)) {
        report({ at, say: ['unfilled', { name, parameter: setting.name, whole: isWhole(found) }], services, severity })
        continue
      }
      const near = known.undefinedNames.length > comparedAtMost ? undefined : meantName(project, found)
      const whole = isWhole(found) ? 'empty' : 'left'
      const fix = near === undefined ? undefined : { title: `Write \`${near}\``, edits: [{ ...at, text: near }] }
      report({ at, say: [whole, { name, parameter: setting.name, near }], services, severity, fix })
    }
  },
  examples: [
    {
      title: 'Lists that main.cf has to define',
      'main.cf': `
        myhostname = mail.example.com
      `,
      'master.cf': `
        submission inet n - n - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_client_restrictions=$«mua_client_restrictions»
      `,
    },
    {
      title: 'A slip of the pen',
      'main.cf': `
        office_networks = 192.0.2.0/24
        mynetworks = 127.0.0.0/8 [::1]/128 $«office_network»
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
      `,
      fixed: {
        'main.cf': `
          office_networks = 192.0.2.0/24
          mynetworks = 127.0.0.0/8 [::1]/128 $office_networks
        `,
      },
    },
    {
      title: 'A pattern substitution that Postfix takes for a parameter',
      'main.cf': `
        smtp_generic_maps = regexp:{{/^(.*)@lan[.]example[.]com$$/ $«1»@example.com}}
      `,
      'master.cf': `
        smtp unix - - n - - smtp
      `,
      fixed: {
        'main.cf': `
          smtp_generic_maps = regexp:{{/^(.*)@lan[.]example[.]com$$/ $$1@example.com}}
        `,
      },
    },
    {
      title: 'A name in capitals, as scripts fill in',
      'main.cf': `
        myhostname = $«MAIL_HOSTNAME»
        smtpd_banner = $myhostname ESMTP $«MAIL_GREETING»
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
      `,
    },
    {
      title: 'A name that may be missing is asked for with `?`',
      clean: true,
      'main.cf': `
        mynetworks = 127.0.0.0/8 [::1]/128 \${office_networks?$office_networks}
        office_networks = 192.0.2.0/24
      `,
    },
  ],
})
