#define GRAMMAR postfix_table
#include "../../common/scanner.h"
