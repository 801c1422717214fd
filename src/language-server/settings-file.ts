import { settingsSection } from './settings.js'

const fileName = 'postfix-lint.config.json'
const manifestName = 'package.json'

/** Settings that a folder's own file gives, as they are written. */
export interface FoundSettings {
  readonly uri: string
  readonly settings: unknown
}

/** The settings nearest to a file, looking upward from its folder, as the command does. A file that is no JSON is passed over. */
export async function findSettings(
  uri: string,
  readText: (uri: string) => Promise<string | undefined>,
): Promise<FoundSettings | undefined> {
  const root = /^[^:]+:\/\/[^/]*/.exec(uri)?.[0]
  if (root === undefined) return undefined
  for (let folder = parent(uri); folder.length >= root.length; folder = parent(folder)) {
    const own = `${folder}/${fileName}`
    const settings = parse(await readText(own))
    if (settings !== undefined) return { uri: own, settings }
    const manifest = `${folder}/${manifestName}`
    const text = await readText(manifest)
    const section = text?.includes(`"${settingsSection}"`) ? propertyOf(parse(text), settingsSection) : undefined
    if (section !== undefined) return { uri: manifest, settings: section }
  }
  return undefined
}

function parent(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'))
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // The command says what is wrong with it; an editor shows that in the file itself.
    return undefined
  }
}
