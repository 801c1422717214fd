import { toBoolean } from '../../config/convert.js'
import type { Effective } from '../../config/effective.js'
import { nameLocation } from '../../config/elements.js'
import type { Project } from '../../config/project.js'
import { removeSetting, rewriteSetting } from '../../config/setting-edits.js'
import { layersWith } from '../../config/setting-layers.js'
import { isOn, levelOfSwitches, type TlsSwitches, tlsSwitches } from '../../config/tls-switches.js'
import { defineRule, type FixDescription } from '../define.js'

/** True when a level does not do what the old switch asks for. */
function contradicts(wish: 'none' | 'may' | 'encrypt', level: string): boolean {
  if (wish === 'none') return level !== 'none'
  return level === 'none' || (wish === 'encrypt' && level === 'may')
}

/** True when another place sets one of these as well: then a change here would change what that one does. */
function isSetElsewhere(project: Project, view: Effective, { level, use, enforce, peername }: TlsSwitches): boolean {
  const names = [level, use, enforce, ...(peername === undefined ? [] : [peername])]
  return names.some(name => layersWith(project, name).some(layer => layer !== view))
}

export default defineRule({
  id: 'legacy-tls-switch',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '2.3' },
  fix: 'safe',
  summary: 'An old switch for TLS in place of a security level',
  why: `Since Postfix 2.3 one parameter says how much TLS is wanted: \`smtpd_tls_security_level\` for the server,
\`smtp_tls_security_level\` for the client. \`may\` does what \`..._use_tls = yes\` did, \`encrypt\` what
\`..._enforce_tls = yes\` did (for the client \`verify\`, because it also checked the name in the certificate). As soon as
the level is set, the old switches are ignored. Postfix 3.9 and newer warn of them, because they will be removed.`,
  see: ['TLS_README', 'DEPRECATION_README', 'postconf(5) smtpd_tls_security_level'],
  evidence: {
    kind: 'source',
    because: 'the warning (`src/postconf/postconf_unused.c`) is newer than the installed one',
  },
  messages: {
    ignored: (d: { name: string; level: string; value: string }) =>
      `\`${d.name}\` is ignored, because \`${d.level}\` is \`${d.value}\`: remove it; a later Postfix will not have it any more`,
    unheard: (d: { name: string; written: string; level: string; value: string; wanted: string }) =>
      `\`${d.name} = ${d.written}\` is ignored, because \`${d.level}\` is \`${d.value}\`; set that to \`${d.wanted}\` if you mean it, and remove this`,
    replace: (d: { name: string; level: string; value: string }) =>
      `\`${d.name}\` is the old way to ask for TLS and will be removed from Postfix: set \`${d.level} = ${d.value}\` instead`,
    needless: (d: { name: string; level: string }) =>
      `\`${d.name} = no\` says what is so anyway and will be removed from Postfix: leave it out; \`${d.level}\` has its place`,
    covered: (d: { name: string; enforce: string }) =>
      `\`${d.name}\` adds nothing to \`${d.enforce} = yes\`, and both will be removed from Postfix`,
  },
  scope: 'setting',
  parameters: tlsSwitches.flatMap(({ use, enforce }) => [use, enforce]),
  check({ project, setting, resolved, view, service, parameter }, report) {
    const { name } = setting
    const family = tlsSwitches.find(({ use, enforce }) => name === use || name === enforce)
    const value = toBoolean(resolved.text)
    if (family === undefined || parameter === undefined || resolved.setting !== setting) return
    if (value === undefined || resolved.unknown || resolved.expanded.problem) return
    const level = view.get(family.level)
    if (level === undefined || level.unknown || level.expanded.problem) return
    const at = nameLocation(setting)
    const severity = project.catalog.atLeast('3.9') ? 'warning' : 'info'
    const shared = isSetElsewhere(project, view, family)
    const remove: FixDescription = {
      title: `Remove \`${name}\``,
      edits: removeSetting(project, setting, service),
      safety: shared ? 'unsafe' : 'safe',
    }
    const wish = value ? (name === family.use ? 'may' : 'encrypt') : name === family.use ? 'none' : undefined
    if (level.text !== '' && wish !== undefined && contradicts(wish, level.text)) {
      const said = { name, written: resolved.text, level: family.level, value: level.text, wanted: wish }
      report({ at, say: ['unheard', said], severity, fix: { ...remove, safety: 'unsafe' } })
      return
    }
    if (level.text !== '') {
      report({ at, say: ['ignored', { name, level: family.level, value: level.text }], severity, fix: remove })
      return
    }
    const covered = name === family.use && isOn(view, family.enforce)
    if (covered) {
      report({ at, say: ['covered', { name, enforce: family.enforce }], severity, fix: remove })
      return
    }
    // Without this setting the service has main.cf's value, and main.cf the default, which may follow another switch.
    const otherwise = view.below?.get(name)?.text ?? parameter.default ?? ''
    if (!value && toBoolean(otherwise) === false) {
      report({ at, say: ['needless', { name, level: family.level }], severity, fix: remove })
      return
    }
    const wanted = levelOfSwitches(view, family) ?? 'none'
    const edits = shared || setting.value.text.includes('$') ? null : rewriteSetting(setting, family.level, wanted)
    const fix = { title: `Write \`${family.level} = ${wanted}\``, edits }
    report({ at, say: ['replace', { name, level: family.level, value: wanted }], severity, fix })
  },
  examples: [
    {
      title: 'The server offers TLS',
      'main.cf': `
        smtpd_tls_chain_files = /etc/ssl/private/mail.pem
        «smtpd_use_tls» = yes
      `,
      fixed: `
        smtpd_tls_chain_files = /etc/ssl/private/mail.pem
        smtpd_tls_security_level = may
      `,
    },
    {
      title: 'The level is set already',
      'main.cf': `
        smtp_tls_security_level = may
        «smtp_use_tls» = yes
      `,
      fixed: `
        smtp_tls_security_level = may
      `,
    },
    {
      title: 'The level says less',
      'main.cf': `
        smtpd_tls_security_level = may
        «smtpd_enforce_tls» = yes
      `,
      fixed: `
        smtpd_tls_security_level = may
      `,
    },
    {
      title: 'For the client, the old switch also checks the name in the certificate',
      'main.cf': `
        «lmtp_enforce_tls» = yes
      `,
      fixed: `
        lmtp_tls_security_level = verify
      `,
    },
    {
      title: 'Switched off for one service',
      'main.cf': `
        «smtpd_use_tls» = yes
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
        127.0.0.1:10025 inet n - n - - smtpd
          -o «smtpd_use_tls»=no
      `,
    },
    { title: 'The level alone', clean: true, 'main.cf': 'smtp_tls_security_level = may\n' },
  ],
})
