// The loops for x86-64 with AVX2 and FMA.
#if defined(__x86_64__)
#include "CKernels.h"
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define TABLE kernels_avx2
#define TABLE_NAME "x86-64 AVX2+FMA"
#define TABLE_CONTRACT 1
#define BLOCK_ROWS 6
#define BLOCK_PANELS 1
#include "Kernels.h"
#pragma clang attribute pop
#endif
