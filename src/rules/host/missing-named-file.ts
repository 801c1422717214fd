import { namedFiles } from '../../config/host/named-files.js'
import { defineRule } from '../define.js'

/** Files in which certificates or public keys are looked for. */
const anchors: ReadonlySet<string> = new Set(['smtp_tls_trust_anchor_file', 'lmtp_tls_trust_anchor_file'])

/** What comes of it when the file of a parameter is not there. */
const consequences: Readonly<Record<string, string>> = {
  bounce_template_file: 'the program that writes bounce messages stops with a fatal error, and senders hear nothing',
  tls_config_file: 'no program does TLS',
  smtp_tls_trust_anchor_file: 'mail for servers that are to be verified stays in the queue',
  lmtp_tls_trust_anchor_file: 'mail for servers that are to be verified stays in the queue',
}

export default defineRule({
  id: 'missing-named-file',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A file that a parameter names does not exist',
  why: `Some parameters name a file that is read when it is needed: templates of bounce messages, settings of the TLS library,
certificates that replace the usual authorities. Postfix starts without it, and then mail stays in the queue.`,
  see: ['postconf(5) bounce_template_file', 'postconf(5) tls_config_file', 'postconf(5) smtp_tls_trust_anchor_file'],
  evidence: { kind: 'source', because: 'the file is opened only when a message is returned or a server verified' },
  messages: {
    missing: (d: { path: string; consequence: string }) =>
      `There is no file \`${d.path}\`: ${d.consequence}. Create it, or leave this setting out`,
    other: (d: { path: string; consequence: string }) => `\`${d.path}\` is not a file: ${d.consequence}`,
    none: (d: { path: string; consequence: string }) =>
      `\`${d.path}\` holds no certificate and no public key in PEM form: ${d.consequence}. Put the trusted one there`,
  },
  scope: 'setting',
  parameters: Object.keys(consequences),
  check({ project, setting, resolved, view }, report) {
    const consequence = consequences[setting.name] ?? ''
    for (const { path, place: at, fact } of namedFiles(project.facts, view, setting, resolved)) {
      if (fact === 'missing') report({ at, say: ['missing', { path, consequence }] })
      else if (fact.kind === 'directory') report({ at, say: ['other', { path, consequence }] })
      else if (anchors.has(setting.name) && fact.pem?.length === 0) report({ at, say: ['none', { path, consequence }] })
    }
  },
  examples: [
    {
      title: 'Templates that are not there',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        bounce_template_file = «/etc/postfix/bounce.cf»
      `,
      files: { '/etc/postfix/bounce.cf': 'missing' },
    },
    {
      title: 'An authority in another form than PEM',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = secure
        smtp_tls_trust_anchor_file = «/etc/postfix/tls/anchor.der»
      `,
      files: { '/etc/postfix/tls/anchor.der': { pem: [] } },
    },
    {
      title: 'Templates',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        bounce_template_file = /etc/postfix/bounce.cf
      `,
      files: { '/etc/postfix/bounce.cf': {} },
    },
  ],
})
