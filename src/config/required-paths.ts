import { jailOf, jailPaths } from './jail.js'
import { localSockets } from './local-sockets.js'
import type { Project } from './project.js'

/** Each names the paths that some rules want to know about; a new kind of fact adds its own function here. */
const sources: readonly ((project: Project) => readonly string[])[] = [jailPaths, socketPaths]

/** Sockets as a chrooted service sees them. */
function socketPaths(project: Project): readonly string[] {
  const jail = jailOf(project)
  if (jail === undefined) return []
  return localSockets(project).flatMap(({ service, path }) => (service.isChrooted === true ? [jail + path.value] : []))
}

/**
 * The paths of the host that the rules would look at, so that the host layer can gather facts before linting. Small text
 * files among them are worth reading.
 */
export function requiredPaths(project: Project): readonly string[] {
  return [...new Set(sources.flatMap(pathsOf => pathsOf(project)))]
}
