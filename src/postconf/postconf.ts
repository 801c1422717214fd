import { createCatalog } from '../catalog/catalog.js'
import type { Target } from '../catalog/types.js'
import { collectSources, createConfiguration, readMain, readMaster, startDictionary } from './configuration.js'
import { editMain } from './edit-main.js'
import { editMaster } from './edit-master.js'
import { flagAllNames, registerNames } from './names.js'
import { type PostconfOptions, readOptions } from './options.js'
import type { PostconfHost } from './postconf-host.js'
import { createSession, type PostconfResult, PostconfStop, type Session } from './session.js'
import { showBuildFact } from './show-build.js'
import { showMain } from './show-main.js'
import { showEntries, showFields, showParameters } from './show-master.js'

/** How to run the command. */
export interface PostconfRun {
  readonly target: Target
  readonly host: PostconfHost
  /** The environment's MAIL_CONFIG: the directory without `-c`. */
  readonly mailConfig?: string | undefined
}

/** `DEF_CONFIG_DIR`. */
const defaultDirectory = '/etc/postfix'

/** Runs postconf(1) with these arguments: what it prints, and its exit status. */
export function postconf(args: readonly string[], { target, host, mailConfig }: PostconfRun): PostconfResult {
  const catalog = createCatalog(target)
  const options = readOptions(args, catalog)
  if ('fatal' in options) {
    const { writes, stderr } = stopped(createSession(catalog, host, ''), session => session.fatal(options.fatal))
    const lines = options.lines.map(line => `${line}\n`).join('')
    return { stdout: '', stderr: lines + stderr, status: 1, writes: [{ to: 'stderr', text: lines }, ...writes] }
  }
  const chosen = options.directory ?? mailConfig
  return stopped(createSession(catalog, host, chosen ?? defaultDirectory), session =>
    run(options, session, chosen !== undefined),
  )
}

function stopped(session: ReturnType<typeof createSession>, action: (session: Session) => void): PostconfResult {
  try {
    action(session)
    return session.finish(0)
  } catch (error) {
    if (error instanceof PostconfStop) return session.finish(error.status)
    throw error
  }
}

function run(options: PostconfOptions, session: Session, directoryGiven: boolean): void {
  const { flags, names } = options
  const ofMaster = flags.has('M') || flags.has('F') || flags.has('P')
  const edits = flags.has('e') || flags.has('X') || flags.has('#')
  if (showBuildFact(options, session)) return
  if (edits) {
    if (names.length === 0) session.fatal('missing service argument')
    if (ofMaster) editMaster(options, session)
    else editMain(options, session)
    return
  }
  if (ofMaster) {
    showMaster(options, session, directoryGiven)
    return
  }
  const defaultsOnly = flags.has('d')
  const main = defaultsOnly
    ? startDictionary(session, directoryGiven)
    : readMain(session, directoryGiven, options.overrides)
  const sources = collectSources(main, readMaster(session, false), defaultsOnly)
  const valid = defaultsOnly
    ? noNames
    : registerNames(createConfiguration(session, sources), session, options.warnsAboutNames)
  const configuration = createConfiguration(session, sources)
  showMain(configuration, valid, options, session)
  if (!defaultsOnly && options.warnsAboutNames) flagAllNames(configuration, valid, session, true)
}

const noNames = { isUsed: () => true, ownNames: [] }

function showMaster(options: PostconfOptions, session: Session, directoryGiven: boolean): void {
  const { flags } = options
  const entries = readMaster(session, true)
  const main = readMain(session, directoryGiven, options.overrides)
  const sources = collectSources(main, entries, false)
  const valid = registerNames(createConfiguration(session, sources), session, options.warnsAboutNames)
  const configuration = createConfiguration(session, sources)
  if (flags.has('F')) showFields(configuration, options, session)
  else if (flags.has('P')) showParameters(configuration, valid, options, session)
  else showEntries(configuration, options, session)
  if (options.warnsAboutNames) flagAllNames(configuration, valid, session, false)
}
