/** What `postfix-lint --help` prints. */
export const help = `postfix-lint finds what is wrong in the configuration of a Postfix mail server.

Usage: postfix-lint [options] [path ...]     lint files or directories
       postfix-lint format [path ...]        give files one style of white space
       postfix-lint rules                    list all rules
       postfix-lint explain THING [path]     explain a rule, a name of Postfix, an SMTP
                                             code or a line of the mail log
       postfix-lint show [SERVICE ...] [path]
                                             what each service really runs with
       postfix-lint diff A B                 what changes for which service: A and B are
                                             directories, or REV:path as git has it
       postfix-lint query TABLE KEY          what a lookup table answers: postmap -q, on
                                             any machine (more: query --help)
       postfix-lint lsp --stdio              serve an editor
       postfix-lint postconf ...             postconf(1), on any machine

A path is a directory with a main.cf and/or master.cf, one such file, a lookup table
that a main.cf near it names, or a pattern such as 'hosts/*'; a directory without them
is searched. Without a path: the current directory if it has one of them, else
/etc/postfix. The tables in a directory that its main.cf names are linted as well:
/etc/postfix/NAME is looked for as DIRECTORY/NAME.

What to look at
  -r, --recursive        search below directories that have a main.cf or master.cf, too
  --changed-since REF    only configurations in which something was changed since the
                         branch left REF, as git tells
  -w, --watch            lint again after each change
  --cache                keep what was found, for configurations that stay the same
  --cache-location DIR   where (default: ~/.cache/postfix-lint)
  -j, --jobs N           threads (default: one for each processor, if there is much to do)

What to judge
  --postfix-version V    release the files are for: 3.7 or 3.7.11 (default: the newest)
  --profile NAME         whose build of Postfix: upstream (default) or debian
  --preset NAME          rules to run: recommended (default), strict or all
  --rule ID=SEVERITY     give one rule a severity: error, warning, info or off
  --policy FILE          what else is wanted, as JSON Schema over what show --json prints;
                         postfix-lint:tls and postfix-lint:relay come with postfix-lint
  --config FILE          settings to use, instead of the postfix-lint.config.json
                         (or "postfix-lint" in package.json) nearest to the files
  --no-config            use no settings file
  --allow-plugins        run the plug-ins that the settings of the current folder name
                         (those of --config are run without it)
  --root DIR             file system of the mail server, for what only it can tell
                         (default: / for /etc/postfix itself, none for other places)
  --no-host              look at no file system but for the files that are linted
  --no-tables            look at no lookup tables: main.cf and master.cf alone
  --stdin                read standard input: a file, or what postconf -n and postconf -M
                         print, one after the other
  --stdin-filename FILE  what standard input is: main.cf (default), master.cf or a lookup
                         table; with a directory, the other files are read from there

What to mend
  --fix                  apply fixes that are certain
  --fix-unsafe           apply likely fixes as well: look at what they did
  --fix-dry-run          show what --fix (or --fix-unsafe) would change, as a diff

How to format (what to judge and read, as above)
  --check                change nothing, name the files that would change
  --diff                 change nothing, show what would change

What to show (what to judge and read, as above)
  --all                  defaults as well
  --json                 everything, for programs: schemas/configuration.schema.json

What to compare (what to judge, as above)
  --from-version V, --to-version V    read A, or B, as another release; with one
  --from-profile N, --to-profile N    path: it is compared with itself
  --json                              for programs: schemas/comparison.schema.json

What to print
  --format FORMAT[=FILE] pretty (default), compact, json, sarif, github, gitlab,
                         checkstyle, junit, rdjsonl or markdown; several may be
                         written to files at once, beside the one that is printed
  --output-file FILE     where the report of --format goes, instead of =FILE
  -q, --quiet            show errors only
  --baseline FILE        leave out the findings that this file holds
  --write-baseline       write all findings there
  --statistics           count findings by rule instead of showing them
  --color, --no-color    colours, whatever the terminal is (also: FORCE_COLOR, NO_COLOR)
  --max-warnings N       let N warnings pass in all: they do not change the exit status
  --exit-zero            exit with 0 whatever is found
  -h, --help             this text
  -V, --version          the version of postfix-lint

A finding that is meant can be hidden by a comment on the line before it:
  # postfix-lint ignore=RULE -- reason

Exit status: 0 clean, 1 warnings or errors found (explain: nothing is known of the
thing; format --check: a file would change; diff: not the same), 2 wrong usage, settings or an unreadable
file, 3 a fault in postfix-lint itself.
`
