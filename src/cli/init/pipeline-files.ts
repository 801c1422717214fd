import type { Pipeline } from '../init-arguments.js'
import { toolVersion } from '../tool-version.js'
import { UsageError } from '../usage-error.js'

/** A file that `init` writes. */
export interface NewFile {
  /** Below the repository. */
  readonly path: string
  readonly text: string
  /** It holds other things as well: where there is one, this is to be added to it by hand. */
  readonly toAdd?: string
}

const home = 'https://github.com/postfix-lint/postfix-lint'

/** The files that a pipeline needs to lint a directory of a repository. @throws UsageError */
export function pipelineFiles(pipeline: Pipeline, directory: string): readonly NewFile[] {
  // In each of these files something else means something; who has such a name writes them better than a program.
  if (!/^[\w./@+,= -]+$/.test(directory) || directory.startsWith('-')) {
    throw new UsageError(
      `the name of \`${directory}\` has characters that mean something in the file of a pipeline: write that file by hand, see docs/ci.md`,
    )
  }
  switch (pipeline) {
    case 'github':
      return [{ path: '.github/workflows/postfix-lint.yml', text: workflow(directory) }]
    case 'gitlab':
      return [
        { path: gitlabJob, text: job(directory) },
        { path: '.gitlab-ci.yml', text: `include:\n${gitlabInclude}`, toAdd: `include:\n${gitlabInclude}` },
      ]
    case 'pre-commit':
      return [{ path: '.pre-commit-config.yaml', text: `repos:\n${hook(directory)}`, toAdd: hook(directory) }]
  }
}

function workflow(directory: string): string {
  return `# Lints the configuration of Postfix: ${home}
name: postfix-lint
on:
  push:
    branches: [main, master]
  pull_request:
permissions:
  contents: read
jobs:
  postfix-lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: postfix-lint/postfix-lint@v${toolVersion}
        with:
          paths: ${JSON.stringify(directory)}
`
}

const gitlabJob = '.gitlab/postfix-lint.yml'
const gitlabInclude = `  - local: ${gitlabJob}\n`

function job(directory: string): string {
  const report = 'gl-code-quality-postfix-lint.json'
  const script = `npx --yes postfix-lint@${toolVersion} --format gitlab=${report} -- '${named(directory)}'`
  return `# Lints the configuration of Postfix: ${home}
postfix-lint:
  image: node:22-slim
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - ${JSON.stringify(script)}
  artifacts:
    when: always
    reports:
      codequality: ${report}
`
}

function hook(directory: string): string {
  const files = directory === '.' ? '' : `        files: '^${directory.replaceAll(/[.+]/g, '\\$&')}/'\n`
  return `  - repo: ${home}
    rev: v${toolVersion}
    hooks:
      - id: postfix-lint
${files}`
}

/** A directory that is called like a command is none. */
function named(directory: string): string {
  return directory === '.' ? directory : `./${directory}`
}
