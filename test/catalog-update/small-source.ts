/**
 * A made-up mail system with the shapes that Postfix's source has: what the update reads, and what it must not trip over.
 */
export const smallSource: Readonly<Record<string, string>> = {
  'src/global/mail_version.h': `
#ifndef _MAIL_VERSION_H_
#define _MAIL_VERSION_H_
#define MAIL_RELEASE_DATE	"20300102"
#define MAIL_VERSION_NUMBER	"9.1.2"
#endif
`,
  'src/global/mail_params.h': `
#ifndef _MAIL_PARAMS_H_
#define _MAIL_PARAMS_H_
 /* A "comment" with a VAR_X, and a
  * second line. */
#define VAR_GREETING	"greeting"
#define DEF_GREETING	"hello " \\
	"world"
extern char *var_greeting;
#define VAR_LIMIT	"limit"
#define DEF_LIMIT	(10 * ONE_KB)
#define ONE_KB		1024
#define VAR_WAIT	"wait"
#define DEF_WAIT	"30m"
#define VAR_WAIT2	"second_wait"
#define DEF_WAIT2	"$" VAR_WAIT
#define VAR_STRICT	"strict"
#define DEF_STRICT	1
#ifdef USE_TLS
#define DEF_SAFE	"yes"
#else
#define DEF_SAFE	"no"
#endif
#define VAR_SAFE	"safe"
#define VAR_FILTER	"filter"
#define DEF_FILTER	""
#define VAR_HOST	"host"
#define VAR_EXTRA	"extra"
#define DEF_EXTRA	"a;b"
#define VAR_NEWSTYLE	"new_style"
#define COMPAT_LEVEL_9	"9"
#define LAST_COMPAT_LEVEL COMPAT_LEVEL_9
#define DEF_NEWSTYLE	"\${{$compatibility_level} <level {" COMPAT_LEVEL_9 "} ? {old} : {new}}"
#define CHECK_THING	"check_thing"
#define REJECT_THING	"reject_thing"
#define REJECT_GONE	"reject_gone"
#define VAR_SELF	"self_name"
#define VAR_DIR		"some_directory"
#define DEF_DIR		"/usr/lib/mail"
#if defined(USE_TLS) && !defined(NO_SUCH) && SOME_VERSION(1,2) == 0
#define PICKED		"picked"
#elif 1
#define PICKED		"wrong"
#endif
#endif
`,
  'src/global/mail_params.c': `
#include <mail_params.h>
#include <mail_version.h>
void    init(void)
{
    static const CONFIG_STR_FN_TABLE fn_table[] = {
	VAR_HOST, get_host, &var_host, 1, 0,
	0,
    };
    static const CONFIG_NBOOL_TABLE nbool_table[] = {
	VAR_SAFE, DEF_SAFE, &var_safe,
	0,
    };
    set_mail_conf_str(VAR_SELF, "x");
}
`,
  'src/postconf/install_table.h': '    VAR_DIR, DEF_DIR, &var_dir, 1, 0,\n',
  'src/postconf/postconf_builtin.c': `
#include <mail_params.h>
static const CONFIG_STR_TABLE pcf_legacy_str_table[] = {
    {"old_greeting", ""},
    0,
};
`,
  'src/postconf/postconf_unused.c': `
static const PAIR pcf_depr_param_info[] = {
    "wait", "specify \\"second_wait\\"; or nothing",
#if 0
    "strict", "do not specify",
#endif
    0,
};
`,
  'src/postconf/postconf_service.c': `
#define _LIMIT "_limit"
#include <mail_params.h>
void f(void) {
    static const PCF_STRING_NV params[] = {
	_LIMIT, VAR_LIMIT,
	0,
    };
}
`,
  'src/greeter/greeter.c': `
#include <mail_params.h>
int     main(int argc, char **argv)
{
    static const CONFIG_STR_TABLE str_table[] = {
	VAR_GREETING, DEF_GREETING, &var_greeting, 1, 0,
	VAR_NEWSTYLE, DEF_NEWSTYLE, &var_new, 0, 0,
#ifdef NOT_BUILT
	VAR_EXTRA, DEF_EXTRA, &var_extra, 0, 5,
#endif
	0,
    };
    static const CONFIG_INT_TABLE int_table[] = {
	VAR_LIMIT, DEF_LIMIT, &var_limit, 1, (2 << 4),
	0,
    };
    static const CONFIG_TIME_TABLE time_table[] = {
	{VAR_WAIT, DEF_WAIT, &var_wait, 1, 0},
	{VAR_WAIT2, DEF_WAIT2, &var_wait2, 0, 0},
	0,
    };
    static const CONFIG_BOOL_TABLE bool_table[] = {
	VAR_STRICT, DEF_STRICT, &var_strict,
	0,
    };
    static const NAME_CODE moods[] = {
	"Happy", MOOD_HAPPY,
	{"sad", MOOD_SAD,},
	0, -1,
    };
    single_server_main(argc, argv, greet, CA_MAIL_SERVER_INT_TABLE(int_table),
		       CA_MAIL_SERVER_SOLITARY,
		       0);
}
#ifdef TEST
static const CONFIG_STR_TABLE test_table[] = { "never", "", &x, 0, 0, 0, };
#endif
`,
  'src/other/other.c': `
#include <mail_params.h>
static const CONFIG_INT_TABLE int_table[] = {
    VAR_LIMIT, DEF_LIMIT, &var_limit, 1, 32,
    0,
};
void g(void) { x = get_mail_conf_str(VAR_GREETING, DEF_GREETING, 1, 0); }
`,
  'src/tls/tls_misc.c': `
#include <mail_params.h>
void    tls_param_init(void)
{
    static const CONFIG_RAW_TABLE raw_table[] = {
	VAR_FILTER, DEF_FILTER, &var_filter, 0, 0,
	0,
    };
}
`,
  'src/smtp/smtp.c': 'void f(void) { tls_client_init(&props); }\n',
  'src/smtpd/smtpd_check.c': `
#include <mail_params.h>
static int generic(const char *name)
{
    if (strcasecmp(name, REJECT_THING) == 0) {
	x = 1;
    } else if (is_map_command(state, name, CHECK_THING, &cpp)) {
	x = 2;
    } else if (strcasecmp(name, REJECT_GONE) == 0) {
	msg_warn("support for \\"%s\\" has been removed in %s"
		 " 9; specify \\"%s\\"", REJECT_GONE, var_mail_name, REJECT_THING);
    }
    if (STREQUAL(value, "HOLD", len)) { x = 3; }
}
void    smtpd_check_rewrite(STATE *state)
{
    if (strcasecmp(name, VAR_GREETING) == 0) { x = 4; }
}
`,
  'src/util/dict_tree.h': '#define DICT_TYPE_TREE\t"tree"\n',
  'src/util/dict_never.h': '#define DICT_TYPE_NEVER\t"never"\n',
  'src/util/dict_open.c': `
#include <dict_tree.h>
#include <dict_never.h>
static const OPEN list[] = {
    DICT_TYPE_TREE, dict_tree_open,
#ifdef NOT_BUILT
    DICT_TYPE_NEVER, dict_never_open,
#endif
};
`,
  'src/global/dict_mysql.c': `
#define KEY_HOSTS "hosts"
void f(void) {
    if ((a = cfg_get_str(p, KEY_HOSTS, "", 1, 0)) == 0)
	a = cfg_get_str(p, "host", NULL, 0, 0);
    b = cfg_get_int(p, "tries", MAX_TRIES, 1,
		    9);
    c = cfg_get_bool(p, "verify", -1);
    db_common_parse_domain(p, ctx);
}
`,
  'src/global/db_common.c':
    'void f(void) { d = cfg_get_str(p, "domain", "", 0, 0); e = cfg_get_str(p, "table", "", 1, 0); }\n',
  'conf/main.cf': '# a comment\ncompatibility_level = 9.1\n',
  'conf/master.cf': `
# service type  private unpriv  chroot  wakeup  maxproc command + args
smtp      inet  n       -       n       -       -       smtpd
#submission inet n      -       n       -       -       smtpd
#  -o a=b
#  Some advice between.
#  -o c=d
# Text that is no entry.
relay     unix  -       -       n       -       -       smtp
        -o e=$f
`,
}
