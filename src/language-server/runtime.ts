import type { InstalledPackage } from '../config/installed-release.js'
import type { FolderEntry } from '../language-service/completion/paths.js'
import type { LintOptions } from '../lint/lint.js'
import type { Rule } from '../rules/define.js'

/** What the server needs of the place it runs in. */
export interface Runtime {
  /** Is the file system that an address is of in sight? Absent: none is. */
  sees?(uri: string): boolean
  /**
   * The text of a file; undefined when there is none, or it cannot be read.
   * @param within a folder that it must really lie in, whatever links there are
   */
  readText(uri: string, within?: string): Promise<string | undefined>
  /**
   * What is known of the host that a file configures; looked up anew with each call.
   * @param root where the settings say its file system is seen; `false`: nowhere
   * @param settingsUri the file that says so, which a relative path begins at
   */
  host?(
    uri: string,
    root: string | false | undefined,
    settingsUri: string | undefined,
  ): Pick<LintOptions, 'facts' | 'host'> & { readonly installed?: InstalledPackage }
  /**
   * Policies that the settings name, as rules; or what is wrong with them.
   * @param settingsUri the file that names them, which a relative path begins at
   */
  policies?(
    names: readonly string[],
    settingsUri: string,
  ): Promise<{ readonly rules: readonly Rule[] } | { readonly problem: string }>
  /**
   * What a folder of the file system holds; nothing when it cannot be read.
   * @param mainUri the configuration that names it: its own folder stands for the one of Postfix
   */
  listFolder?(path: string, mainUri: string): Promise<readonly FolderEntry[]>
  /** The configuration files below a folder of the workspace. */
  configurationsBelow?(folderUri: string): Promise<readonly string[]>
  /** Runs something after a pause; the function it gives back calls that off. */
  later(run: () => void, milliseconds: number): () => void
}
