import * as vscode from 'vscode'

/** Faults of several kinds, each with something to learn from. */
const content = `# A made-up configuration to try things on. Point at what is underlined.
compatibility_level = 3.6
myhostname = mail.example.com
mydomain = example.com
myorigin = $mydomain
mydestination = $myhostname, localhost
mynetworks = 127.0.0.0/8, 192.0.2.0/33
smtpd_helo_required = true
smtpd_recipient_restrictons = reject_unauth_destination
smtpd_tls_security_level = my
message_size_limit = 50 MB
`

/** Opens a main.cf with faults that is no file, for people who have none at hand. */
export async function openExample(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'postfix-main', content })
  await vscode.window.showTextDocument(document)
}
