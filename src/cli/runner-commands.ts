/** True in a job of GitHub Actions, whose runner obeys commands that it finds in the output of programs. */
export function isGitHubRunner(): boolean {
  return process.env['GITHUB_ACTIONS'] === 'true'
}

/**
 * Text for people in which the runner finds no command: it takes `::name ...::` at the start of a line, behind blanks as
 * well, and `##[name]` anywhere.
 */
export function inertForRunner(text: string): string {
  return text.replaceAll(/^(\s*):(?=:[^:])/gm, '$1\u02d0').replaceAll('##[', '#\u02d0[')
}
