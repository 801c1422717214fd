#define GRAMMAR postfix_master
#include "../../common/scanner.h"
