import { toBoolean } from '../../config/convert.js'
import { nameLocation } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'deep-test-delays-mail',
  severity: 'info',
  preset: 'all',
  since: '0.1.0',
  postfix: { from: '2.8' },
  fix: 'none',
  summary: 'A test of postscreen that makes each new client come back',
  why: `postscreen(8) makes these tests after its greeting, in a dialogue that it cannot hand over to smtpd(8). A client that passes is told to
try again later, and gets through only at its next connection. Big senders come from many addresses, so their mail can
be late by hours, and some never try again from the same address.`,
  see: ['POSTSCREEN_README', 'postconf(5) postscreen_pipelining_enable'],
  evidence: { kind: 'source', because: 'psc_smtpd_tests() answers 4xx to a client that passed a test after 220' },
  messages: {
    delays: () =>
      'With this test, each new client is sent away once and has to come back: mail from big senders can be late by hours',
  },
  scope: 'setting',
  parameters: ['postscreen_pipelining_enable', 'postscreen_non_smtp_command_enable', 'postscreen_bare_newline_enable'],
  check({ setting, resolved, view }, report) {
    if (!isReadable(resolved) || toBoolean(resolved.text) !== true || view.get(setting.name)?.setting !== setting)
      return
    report({ at: nameLocation(setting), say: ['delays'] })
  },
  examples: [
    {
      title: 'A test after the greeting',
      'main.cf': 'compatibility_level = 3.6\n«postscreen_pipelining_enable» = yes\n',
    },
    {
      title: 'Off',
      clean: true,
      'main.cf': 'compatibility_level = 3.6\nsmtp_tls_security_level = may\npostscreen_cache_retention_time = 14d\n',
    },
  ],
})
