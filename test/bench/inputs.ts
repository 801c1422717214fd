/** Settings as real servers have them, a comment above each; `#` is replaced by a number, so that no two are alike. */
const settings = [
  'myhostname = mail#.example.com',
  'mydomain = example#.com',
  'myorigin = $mydomain',
  'mydestination = $myhostname, localhost.$mydomain, localhost, host#.example.com',
  'mynetworks = 127.0.0.0/8 [::ffff:127.0.0.0]/104 [::1]/128\n  192.0.2.0/24\n  198.51.100.#',
  'alias_maps = hash:/etc/aliases',
  'virtual_mailbox_domains = proxy:mysql:/etc/postfix/mysql/domains#.cf',
  'virtual_transport = lmtp:unix:private/dovecot-lmtp#',
  'smtpd_tls_cert_file = /etc/ssl/certs/mail#.pem',
  'smtpd_tls_key_file = /etc/ssl/private/mail#.key',
  'smtpd_tls_security_level = may',
  'smtpd_tls_session_cache_database = btree:${data_directory}/smtpd_scache#',
  'smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination',
  'smtpd_recipient_restrictions =\n    permit_mynetworks,\n    permit_sasl_authenticated,\n    # no open relay\n    reject_unauth_destination,\n    check_recipient_access hash:/etc/postfix/access#,\n    reject_rbl_client zen.spamhaus.example,\n    permit',
  'smtpd_banner = $myhostname ESMTP $mail_name (host #)',
  'message_size_limit = 5#000000',
  'mailbox_size_limit = 0',
  'maximal_queue_lifetime = 5d',
  'recipient_delimiter = +',
  'inet_interfaces = all',
]

const comment =
  '# The name that this host shows to others, see postconf(5). It has to be a name\n# that the DNS knows, or some sites will not take mail from here.\n'

/** A main.cf of about so many bytes, as no memory of values can help with. */
export function mainCf(bytes: number): string {
  let text = ''
  for (let index = 0; text.length < bytes; index++) {
    const setting = settings[index % settings.length] ?? ''
    text += `${index % 3 === 0 ? comment : ''}${setting.replaceAll('#', (mark, offset: number) => (setting[offset + 1] === ' ' ? mark : String(index)))}\n`
  }
  return text
}

/** The typical main.cf with comments as distributions ship them, and with names of people's own, as long as wanted. */
export function longMainCf(lines: number): string {
  const unit = typicalMain.split('\n').map((line, index) => (index % 2 === 0 ? `# about this one\n#\n${line}` : line))
  let text = `${unit.join('\n')}\n`
  for (let index = 0; text.split('\n').length < lines; index++) {
    text +=
      `# ${'The comment that explains a parameter. '.repeat(2)}\n`.repeat(9) +
      (index % 3 === 0 ? `my_own_name_${index} = $myhostname ${index}\n` : '')
  }
  return text
}

/** The same settings as YAML and as an ini file, cut to the same number of bytes. */
export function asYaml(text: string): string {
  return likewise(text, (name, value) => `${name}: ${JSON.stringify(value)}\n`)
}

export function asIni(text: string): string {
  return likewise(text, (name, value) => `${name} = ${value}\n`)
}

function likewise(text: string, write: (name: string, value: string) => string): string {
  let result = ''
  let index = 0
  for (let rest = text; result.length < text.length; rest = text) {
    for (const entry of rest.matchAll(/^#.*\n|^(\w+) = *((?:.*\n)(?:[ \t].*\n)*)/gm)) {
      if (result.length >= text.length) break
      const [whole, name, value] = entry
      // A key may stand in YAML only once.
      result +=
        name === undefined || value === undefined
          ? whole
          : write(`${name}_${index++}`, value.replaceAll(/\s+/g, ' ').trim())
    }
  }
  return result
}

/** A pair as a working server has it: 60 settings, 30 services. */
export const typicalMain = [
  'compatibility_level = 3.6',
  'myhostname = mail.example.com',
  'mydomain = example.com',
  'myorigin = $mydomain',
  'mydestination = $myhostname, localhost.$mydomain, localhost',
  'mynetworks = 127.0.0.0/8 [::1]/128 192.0.2.0/24',
  'inet_interfaces = all',
  'inet_protocols = all',
  'alias_maps = lmdb:/etc/aliases',
  'alias_database = lmdb:/etc/aliases',
  'recipient_delimiter = +',
  'mailbox_size_limit = 0',
  'message_size_limit = 52428800',
  'biff = no',
  'append_dot_mydomain = no',
  'readme_directory = no',
  'delay_warning_time = 4h',
  'maximal_queue_lifetime = 5d',
  'bounce_queue_lifetime = 5d',
  'smtpd_banner = $myhostname ESMTP $mail_name',
  'smtpd_tls_cert_file = /etc/ssl/certs/mail.pem',
  'smtpd_tls_key_file = /etc/ssl/private/mail.key',
  'smtpd_tls_security_level = may',
  'smtpd_tls_auth_only = yes',
  'smtpd_tls_loglevel = 1',
  'smtpd_tls_received_header = yes',
  'smtpd_tls_session_cache_database = lmdb:${data_directory}/smtpd_scache',
  'smtp_tls_security_level = may',
  'smtp_tls_session_cache_database = lmdb:${data_directory}/smtp_scache',
  'smtp_tls_CApath = /etc/ssl/certs',
  'smtp_tls_loglevel = 1',
  'smtpd_sasl_type = dovecot',
  'smtpd_sasl_path = private/auth',
  'smtpd_sasl_auth_enable = yes',
  'smtpd_sasl_security_options = noanonymous',
  'smtpd_helo_required = yes',
  'smtpd_helo_restrictions = permit_mynetworks, reject_invalid_helo_hostname, reject_non_fqdn_helo_hostname',
  'smtpd_sender_restrictions = permit_mynetworks, reject_non_fqdn_sender, reject_unknown_sender_domain',
  'smtpd_relay_restrictions =\n    permit_mynetworks,\n    permit_sasl_authenticated,\n    reject_unauth_destination',
  'smtpd_recipient_restrictions =\n    permit_mynetworks,\n    permit_sasl_authenticated,\n    reject_non_fqdn_recipient,\n    reject_unknown_recipient_domain',
  'smtpd_data_restrictions = reject_unauth_pipelining',
  'disable_vrfy_command = yes',
  'strict_rfc821_envelopes = yes',
  'virtual_mailbox_domains = lmdb:/etc/postfix/domains',
  'virtual_mailbox_maps = lmdb:/etc/postfix/mailboxes',
  'virtual_alias_maps = lmdb:/etc/postfix/virtual',
  'virtual_transport = lmtp:unix:private/dovecot-lmtp',
  'smtpd_milters = inet:127.0.0.1:11332',
  'non_smtpd_milters = $smtpd_milters',
  'milter_default_action = accept',
  'milter_protocol = 6',
  'header_checks = pcre:/etc/postfix/header_checks',
  'relayhost = [smtp.example.net]:587',
  'smtp_sasl_auth_enable = yes',
  'smtp_sasl_password_maps = lmdb:/etc/postfix/sasl',
  'smtp_sasl_security_options = noanonymous',
  'transport_maps = lmdb:/etc/postfix/transport',
  'default_process_limit = 100',
  'smtpd_client_connection_rate_limit = 60',
  'anvil_rate_time_unit = 60s',
  '',
].join('\n')

export const typicalMaster = [
  'smtp      inet  n       -       y       -       1       postscreen',
  'smtpd     pass  -       -       y       -       -       smtpd',
  'dnsblog   unix  -       -       y       -       0       dnsblog',
  'tlsproxy  unix  -       -       y       -       0       tlsproxy',
  'submission inet n       -       y       -       -       smtpd\n  -o syslog_name=postfix/submission\n  -o smtpd_tls_security_level=encrypt\n  -o smtpd_sasl_auth_enable=yes\n  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject\n  -o milter_macro_daemon_name=ORIGINATING',
  'smtps     inet  n       -       y       -       -       smtpd\n  -o syslog_name=postfix/smtps\n  -o smtpd_tls_wrappermode=yes\n  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject',
  'pickup    unix  n       -       y       60      1       pickup',
  'cleanup   unix  n       -       y       -       0       cleanup',
  'qmgr      unix  n       -       n       300     1       qmgr',
  'tlsmgr    unix  -       -       y       1000?   1       tlsmgr',
  'rewrite   unix  -       -       y       -       -       trivial-rewrite',
  'bounce    unix  -       -       y       -       0       bounce',
  'defer     unix  -       -       y       -       0       bounce',
  'trace     unix  -       -       y       -       0       bounce',
  'verify    unix  -       -       y       -       1       verify',
  'flush     unix  n       -       y       1000?   0       flush',
  'proxymap  unix  -       -       n       -       -       proxymap',
  'proxywrite unix -       -       n       -       1       proxymap',
  'smtp      unix  -       -       y       -       -       smtp',
  'relay     unix  -       -       y       -       -       smtp\n  -o syslog_name=postfix/$service_name',
  'showq     unix  n       -       y       -       -       showq',
  'error     unix  -       -       y       -       -       error',
  'retry     unix  -       -       y       -       -       error',
  'discard   unix  -       -       y       -       -       discard',
  'local     unix  -       n       n       -       -       local',
  'virtual   unix  -       n       n       -       -       virtual',
  'lmtp      unix  -       -       y       -       -       lmtp',
  'anvil     unix  -       -       y       -       1       anvil',
  'scache    unix  -       -       y       -       1       scache',
  'postlog   unix-dgram n  -       n       -       1       postlogd',
  '',
].join('\n')
