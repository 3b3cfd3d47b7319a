// The loops for x86-64 with AVX-512: twice as wide, the same sums in the same order as AVX2's.
#if defined(__x86_64__)
#include "CKernels.h"
#pragma clang attribute push(__attribute__((target("avx2,fma,avx512f,avx512dq,avx512vl"))), apply_to = function)
#define TABLE kernels_avx512
#define TABLE_NAME "x86-64 AVX-512"
#define TABLE_CONTRACT 1
#define BLOCK_ROWS 6
#define BLOCK_PANELS 4
#define LANES 16
#include "Kernels.h"
#pragma clang attribute pop
#endif
