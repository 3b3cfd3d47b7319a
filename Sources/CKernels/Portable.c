// The loops for any processor: multiply, then add.
#include "CKernels.h"
#define TABLE kernels_baseline
#define TABLE_NAME "portable"
#define TABLE_CONTRACT 2
#define BLOCK_ROWS 6
#define BLOCK_PANELS 1
#include "Kernels.h"
