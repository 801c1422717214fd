import { loadProse } from '../catalog/prose.js'
import { createProject, type Project } from '../config/project.js'
import { explain } from '../explain/explain.js'
import type { ExplainInput } from '../explain/explanation.js'
import { lint, resolveVersion } from '../lint/lint.js'
import type { ExplainArguments } from './arguments.js'
import { checkVersion, createJudge } from './judgement.js'
import { printExplanation } from './print-explanation.js'
import { readTarget } from './read-target.js'
import { targetAt } from './targets.js'
import { UsageError } from './usage-error.js'

/** Explains a rule, a name, an SMTP code or a line of the mail log. Exit status 1: nothing is known of it. @throws UsageError */
export async function explainCommand(args: ExplainArguments): Promise<number> {
  const input = {
    prose: await loadProse(),
    ...(args.path === undefined ? released(args) : await linted(args, args.path)),
  }
  const explanation = explain(args.asked, input)
  printExplanation(explanation, input.project, args)
  return explanation.topic === 'unknown' ? 1 : 0
}

type Configuration = Pick<ExplainInput, 'project' | 'diagnostics'>

/** No configuration: a project of the release that is meant, with nothing in it. */
function released({ postfixVersion }: ExplainArguments): { readonly project: Project } {
  if (postfixVersion !== undefined) checkVersion(postfixVersion)
  return { project: createProject({ target: { version: resolveVersion(postfixVersion), profile: 'upstream' } }) }
}

async function linted(args: ExplainArguments, path: string): Promise<Configuration> {
  const target = targetAt(path)
  if ('message' in target) throw new UsageError(`${target.file} ${target.message}`)
  const { directory, main, master, unread } = readTarget(target)
  const [unreadable] = unread
  if (unreadable !== undefined) throw new UsageError(`${unreadable.file} ${unreadable.message}`)
  const { options } = await createJudge(args)(directory)
  const files = { ...(main && { main: main.source }), ...(master && { master: master.source }) }
  const { project, diagnostics } = lint(files, options)
  return { project, diagnostics }
}
