import type { Project } from './project.js'
import { findTransport } from './service-lookup.js'

/**
 * True when virtual(8) delivers to virtual mailboxes, so that what their table answers is the path of a mailbox. Where another
 * program does, only that there is an answer counts.
 */
export function deliversToPaths(project: Project): boolean {
  const transport = project.base.get('virtual_transport')?.text.split(':')[0] ?? ''
  return (project.master === undefined ? transport : findTransport(project, transport)?.program) === 'virtual'
}
