/** A main.cf that uses tables for many things. */
export const main = `
  virtual_alias_domains = example.net
  virtual_alias_maps = hash:/etc/postfix/virtual
  transport_maps = hash:/etc/postfix/transport
  smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/senders
  smtpd_client_restrictions =
      check_client_access hash:/etc/postfix/clients,
      check_client_access cidr:/etc/postfix/clients.cidr
  smtpd_helo_restrictions = check_helo_mx_access hash:/etc/postfix/exchangers
  smtpd_restriction_classes = greet
  greet = reject_unknown_client_hostname
  header_checks = pcre:/etc/postfix/header_checks
  smtp_header_checks = regexp:/etc/postfix/out_checks
  smtp_tls_policy_maps = hash:/etc/postfix/tls_policy
  smtp_sasl_password_maps = hash:/etc/postfix/passwords
  alias_maps = hash:/etc/postfix/aliases
  virtual_mailbox_maps = mysql:/etc/postfix/users.cf
  postscreen_access_list = cidr:/etc/postfix/screen.cidr
`

export const master = `
  smtp      inet  n       -       y       -       -       smtpd
  smtp      unix  -       -       y       -       -       smtp
  slow      unix  -       -       y       -       2       smtp
    -o syslog_name=slow
`
