import type { Project } from './project.js'
import { readTransport } from './transport-specs.js'

/** A delivery agent that writes mailboxes itself. */
export type MailboxAgent = 'local' | 'virtual'

const ways: { readonly [A in MailboxAgent]: { readonly transport: string; readonly domains: string } } = {
  local: { transport: 'local_transport', domains: 'mydestination' },
  virtual: { transport: 'virtual_transport', domains: 'virtual_mailbox_domains' },
}

/**
 * Does mail go through local(8) or virtual(8)? `possible`: nothing in main.cf says so, but a table or another parameter
 * can ask for it; `none`: the domains it is for go another way.
 */
export function usesAgent(project: Project, agent: MailboxAgent): 'certain' | 'possible' | 'none' {
  const { base } = project
  const transport = base.get(ways[agent].transport)
  const domains = base.get(ways[agent].domains)
  const named = transport && readTransport(transport)?.transport.value
  const runsIt =
    named === agent || project.services.some(service => service.name === named && service.program === agent)
  const hasMail = domains !== undefined && (domains.unknown || domains.text !== '')
  if (runsIt && hasMail) return 'certain'
  return agent === 'local' ? 'possible' : 'none'
}
