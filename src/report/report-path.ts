/**
 * A file's path as CI systems want it: relative to the folder they work in where it lies below it, with slashes
 * forward and without `./`.
 */
export function reportPath(file: string, folder: string): string {
  const path = forward(file)
  const base = forward(folder).replace(/\/+$/, '')
  const inside = path.startsWith(`${base}/`) ? path.slice(base.length + 1) : path
  return inside.replace(/^(?:\.\/+)+/, '')
}

// Only a drive or a share says that a backslash separates folders: elsewhere it is a letter like any other.
function forward(path: string): string {
  return /^(?:[A-Za-z]:)?\\/.test(path) || /^[A-Za-z]:/.test(path) ? path.replaceAll('\\', '/') : path
}
