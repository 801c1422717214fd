#define GRAMMAR postfix_regexp
#include "../../common/scanner.h"
