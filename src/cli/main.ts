import { visible } from '../report/visible.js'
import { readArguments } from './arguments.js'
import { standardError, standardOutput } from './output.js'
import { toolVersion } from './tool-version.js'
import { isUsageError } from './usage-error.js'

async function run(args: readonly string[]): Promise<number> {
  if (args[0] === 'postconf') {
    // Its command line is that of postconf(1), not ours.
    const { postconfCommand } = await import('./postconf.js')
    return postconfCommand(args.slice(1))
  }
  if (args[0] === 'query') {
    const { queryCommand } = await import('./query-command.js')
    return queryCommand(args.slice(1))
  }
  const asked = readArguments(args)
  switch (asked.command) {
    case 'lint': {
      const { runLint } = await import('./lint-program.js')
      return runLint(asked)
    }
    case 'format': {
      const { formatCommand } = await import('./format-command.js')
      return formatCommand(asked)
    }
    case 'help': {
      const { helpOn } = await import('./help.js')
      standardOutput.write(helpOn(asked.topic))
      return 0
    }
    case 'version':
      standardOutput.write(`postfix-lint ${toolVersion}\n`)
      return 0
    case 'rules': {
      const { rulesCommand } = await import('./rules-command.js')
      return rulesCommand(asked)
    }
    case 'explain': {
      const { explainCommand } = await import('./explain-command.js')
      return explainCommand(asked)
    }
    case 'show': {
      const { showCommand } = await import('./show-command.js')
      return showCommand(asked)
    }
    case 'diff': {
      const { diffCommand } = await import('./diff-command.js')
      return diffCommand(asked)
    }
    case 'init': {
      const { initCommand } = await import('./init-command.js')
      return initCommand(asked)
    }
    case 'completion': {
      const { completionFor } = await import('./completion.js')
      standardOutput.write(completionFor(asked.shell))
      return 0
    }
    case 'lsp': {
      const { startServer } = await import('../language-server/node.js')
      startServer()
      return 0
    }
  }
}

function fail(error: unknown): number {
  if (isUsageError(error)) {
    standardError.write(`postfix-lint: ${error.message.split('\n').map(visible).join('\n')}\n`)
    return 2
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const lines = text.split('\n').map(visible).join('\n')
  standardError.write(
    `postfix-lint: a fault in postfix-lint itself, not in your configuration. Please report it:\n${lines}\n`,
  )
  return 3
}

run(process.argv.slice(2)).then(
  status => {
    process.exitCode = status
  },
  (error: unknown) => {
    process.exitCode = fail(error)
  },
)
