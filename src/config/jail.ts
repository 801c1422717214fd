import type { Project } from './project.js'
import type { Service } from './service.js'

/** A file of the host that programs need again inside the chroot jail. */
export interface JailFile {
  /** Outside the jail. */
  readonly path: string
  /** The copy below `queue_directory`. */
  readonly copy: string
}

/** Files that Debian's and Postfix's own set-up scripts copy into the jail (`conf/postfix-script` compares them). */
const copied = ['/etc/resolv.conf', '/etc/services', '/etc/hosts', '/etc/nsswitch.conf', '/etc/localtime'] as const

/** The jail's directory: `queue_directory`. Undefined when it cannot be worked out. */
export function jailOf(project: Project): string | undefined {
  const directory = project.base.get('queue_directory')
  if (directory === undefined || directory.unknown || directory.expanded.problem) return undefined
  return directory.text.startsWith('/') ? directory.text.replace(/\/+$/, '') : undefined
}

/** The copy of a file in the jail. */
export function jailFile(jail: string, path: string): JailFile {
  return { path, copy: jail + path }
}

/** Services that run in the jail. */
export function chrootedServices(project: Project): readonly Service[] {
  return project.services.filter(service => service.isChrooted === true)
}

/** What the host layer has to look at to judge a jail: nothing when no service runs in one. */
export function jailPaths(project: Project): readonly string[] {
  const jail = jailOf(project)
  if (jail === undefined || chrootedServices(project).length === 0) return []
  return copied.flatMap(path => [path, jail + path])
}
