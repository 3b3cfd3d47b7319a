// Vectors in the compiler's own types, so that one source serves each instruction set. `a + b * c`
// in one expression is fused where the processor can. Sums run over eight lanes on every processor,
// so that all give the same bits; where each number stands for itself, `vec` is as wide as it can be.

#include <math.h>
#include <stdint.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")
#pragma clang diagnostic ignored "-Wpsabi"
#pragma STDC FP_CONTRACT ON

typedef float v8 __attribute__((vector_size(32)));
typedef float v8_unaligned __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t i8 __attribute__((vector_size(32)));
// Eight lanes of double precision.
typedef double d8 __attribute__((vector_size(64)));
// A panel's row; two vectors where the processor has none so wide.
typedef float v16 __attribute__((vector_size(64)));
typedef float v16_unaligned __attribute__((vector_size(64), aligned(4), may_alias));
typedef int32_t i16 __attribute__((vector_size(64)));

INLINE v8 load8(const float *p) { return *(const v8_unaligned *)p; }
INLINE void store8(float *p, v8 x) { *(v8_unaligned *)p = x; }
INLINE v8 splat8(float x) { return (v8){x, x, x, x, x, x, x, x}; }
INLINE v16 load16(const float *p) { return *(const v16_unaligned *)p; }
INLINE void store16(float *p, v16 x) { *(v16_unaligned *)p = x; }
INLINE v16 splat16(float x) {
  return (v16){x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x};
}

// Lanes of a `vec`.
#ifndef LANES
#define LANES 8
#endif
#if LANES == 16
typedef v16 vec;
typedef i16 ivec;
INLINE vec splat(float x) { return splat16(x); }
#else
typedef v8 vec;
typedef i8 ivec;
INLINE vec splat(float x) { return splat8(x); }
#endif
typedef vec vec_unaligned __attribute__((aligned(4), may_alias));

INLINE vec load(const float *p) { return *(const vec_unaligned *)p; }
INLINE void store(float *p, vec x) { *(vec_unaligned *)p = x; }
INLINE vec select_lanes(ivec mask, vec yes, vec no) {
  return (vec)((mask & (ivec)yes) | (~mask & (ivec)no));
}

// Leaky rectifier: x, or slope * x below zero. A slope of 1 is the identity.
INLINE vec rectify(vec x, vec slope) { return select_lanes(x > 0, x, x * slope); }
INLINE v16 rectify16(v16 x, float slope) {
  i16 mask = x > 0;
  return (v16)((mask & (i16)x) | (~mask & (i16)(x * slope)));
}
// Its derivative times g, from its output y; at zero the slope is 1, but 0 for ReLU.
INLINE vec rectify_gradient(vec y, vec g, vec slope, ivec zero_counts) {
  return select_lanes((y > 0) | ((y == 0) & zero_counts), g, g * slope);
}

// tanh as an odd rational function, clamped at 9; absolute and relative error under 3e-7.
// Comparisons are false for NaN, which so passes through: a diverged run must look diverged.
INLINE vec tanh_lanes(vec x) {
  x = select_lanes(x > 9.0f, splat(9.0f), x);
  x = select_lanes(x < -9.0f, splat(-9.0f), x);
  vec s = x * x;
  vec p = splat(1.33544661e-08f);
  p = p * s + 2.06089379e-05f;
  p = p * s + 0.00349557931f;
  p = p * s + 0.133810182f;
  p = p * s + 0.999999979f;
  vec q = splat(7.77647718e-07f);
  q = q * s + 0.000328562041f;
  q = q * s + 0.0258769487f;
  q = q * s + 0.467143338f;
  q = q * s + 1.0f;
  return x * p / q;
}

INLINE vec sigmoid_lanes(vec x) { return tanh_lanes(x * 0.5f) * 0.5f + 0.5f; }

// The rest of a row that is no whole vector: a copy in and out of a full one.
INLINE vec load_part(const float *p, long n) {
  float t[LANES] = {0};
  for (long i = 0; i < n; i++) t[i] = p[i];
  return load(t);
}
INLINE void store_part(float *p, vec x, long n) {
  float t[LANES];
  store(t, x);
  for (long i = 0; i < n; i++) p[i] = t[i];
}
INLINE vec load_up_to(const float *p, long n) { return n >= LANES ? load(p) : load_part(p, n); }
INLINE void store_up_to(float *p, vec x, long n) {
  if (n >= LANES) store(p, x);
  else store_part(p, x, n);
}
INLINE long least(long a, long b) { return a < b ? a : b; }
INLINE long most(long a, long b) { return a > b ? a : b; }
