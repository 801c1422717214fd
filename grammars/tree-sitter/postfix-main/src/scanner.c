#define GRAMMAR postfix_main
#include "../../common/scanner.h"
