#include "CKernels.h"

#if defined(__linux__)
#include <sys/mman.h>
#endif

#if defined(__x86_64__)
#include <immintrin.h>
extern const kernel_table kernels_avx512;
extern const kernel_table kernels_avx2;
#endif
extern const kernel_table kernels_baseline;

const kernel_table *kernels_at(long index) {
#if defined(__x86_64__)
  int has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  int has_avx512 = has_avx2 && __builtin_cpu_supports("avx512f") &&
                   __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  if (has_avx512 && index-- == 0) return &kernels_avx512;
  if (has_avx2 && index-- == 0) return &kernels_avx2;
#endif
  return index == 0 ? &kernels_baseline : NULL;
}

unsigned kernels_flush_denormals(void) {
#if defined(__x86_64__)
  unsigned control = _mm_getcsr();
  // Bits 15 (results) and 6 (operands) of the control register.
  _mm_setcsr(control | 0x8040);
  return control;
#else
  return 0;
#endif
}

void kernels_restore_denormals(unsigned control) {
#if defined(__x86_64__)
  _mm_setcsr(control);
#else
  (void)control;
#endif
}

void kernels_wish_large_pages(void *memory, size_t bytes) {
#if defined(__linux__)
  madvise(memory, bytes, MADV_HUGEPAGE);
#else
  (void)memory, (void)bytes;
#endif
}
