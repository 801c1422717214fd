import { nameLocation } from '../../config/elements.js'
import { knownNames } from '../../config/known-names.js'
import { renameSetting } from '../../config/setting-edits.js'
import { unusedKind } from '../../config/unused-names.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unused-parameter',
  severity: 'info',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A name of your own that nothing refers to',
  why: `A name that Postfix does not have is a name of your own. It does something only where another value says
\`$name\`, or when \`smtpd_restriction_classes\` lists it. Nothing does so here: the line may be left over, or the place
that should refer to it may be misspelled. postconf(1) warns of it as an unused parameter.`,
  see: ['postconf(1)', 'postconf(5) smtpd_restriction_classes', 'src/postconf/postconf_user.c'],
  evidence: { kind: 'log', says: ['unused parameter'], by: 'postconf' },
  messages: {
    unused: (d: { name: string }) =>
      `Nothing refers to \`${d.name}\`: it is no parameter of Postfix, and no value says \`$${d.name}\`, so it has no effect`,
    misspelled: (d: { name: string; meant: string }) =>
      `Nothing refers to \`${d.name}\`, but a value refers to \`${d.meant}\`, which is not defined`,
  },
  scope: 'setting',
  check({ project, setting, service, view }, report) {
    // A program that is not Postfix's own may read names of its own.
    if (service !== undefined && project.catalog.program(service.program) === undefined) return
    const found = unusedKind(project, setting.name, service)
    if (found === undefined || !project.hasMain || !project.hasMaster) return
    const { name } = setting
    const at = nameLocation(setting)
    if (found.kind === 'own') report({ at, say: ['unused', { name }] })
    else if (found.kind === 'misspelled-own') {
      const { meant } = found
      // There the `$name` is mended: with both, neither would find the other.
      const isMendedThere = knownNames(project).undefinedNames.some(
        other => other.name === meant && other.kind === 'reference',
      )
      const edits = isMendedThere ? null : renameSetting(setting, meant, view)
      report({ at, say: ['misspelled', { name, meant }], fix: { title: `Write \`${meant}\``, edits } })
    }
  },
  examples: [
    {
      title: 'Left over',
      'main.cf': `
        «branch_offices» = 192.0.2.0/24
        mynetworks = 127.0.0.0/8 [::1]/128
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
      `,
    },
    {
      title: 'The place that refers to it has another name',
      'main.cf': `
        «mua_client_restriction» = permit_sasl_authenticated, reject
      `,
      'master.cf': `
        submission inet n - n - - smtpd
          -o smtpd_client_restrictions=$mua_client_restrictions
      `,
    },
    {
      title: 'The list of classes has another name',
      'main.cf': `
        smtpd_restriction_classes = known_partners
        «known_partner» = check_sender_access inline:{{example.com = OK}}, reject
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
      `,
      fixed: {
        'main.cf': `
          smtpd_restriction_classes = known_partners
          known_partners = check_sender_access inline:{{example.com = OK}}, reject
        `,
      },
    },
    {
      title: 'A restriction class',
      clean: true,
      'main.cf': `
        smtpd_restriction_classes = known_partners
        known_partners = check_sender_access inline:{{example.com = OK}}, reject
      `,
    },
  ],
})
