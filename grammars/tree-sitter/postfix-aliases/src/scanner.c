#define GRAMMAR postfix_aliases
#include "../../common/scanner.h"
