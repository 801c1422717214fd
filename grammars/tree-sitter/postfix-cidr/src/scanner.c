#define GRAMMAR postfix_cidr
#include "../../common/scanner.h"
