#define GRAMMAR postfix_client
#include "../../common/scanner.h"
