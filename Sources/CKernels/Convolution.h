// Convolutions as products whose left rows are windows of the input, found through pointers; what
// lies outside points to zeros. A transposed convolution is one product for each phase of the
// stride, so that nothing is scattered.

#define MAX_DEPTH_OF_ZEROS 4096
static const float zeros[MAX_DEPTH_OF_ZEROS + PANEL];

// Where tap `k` of position `i` reads along one axis, or -1 outside.
INLINE long source_index(long i, long stride, long k, long pad, long size, long reflect) {
  long s = i * stride + k - pad;
  if (reflect) {
    if (s < 0) s = -s;
    if (s >= size) s = 2 * (size - 1) - s;
  }
  return s >= 0 && s < size ? s : -1;
}

// A kernel as wide as its input and its stride reads whole rows: width goes into the channels.
INLINE geometry folded(const geometry *g) {
  geometry f = *g;
  if (g->kernel_width == g->big_width && g->stride_width == g->big_width && g->pad_width == 0 &&
      g->small_width == 1) {
    f.big_channels *= f.big_width;
    f.big_width = f.kernel_width = f.stride_width = 1;
  }
  return f;
}

// Counts through rows (sequence, height, width) of a side without dividing.
typedef struct {
  long n, h, w;
} position;

INLINE void advance(position *p, long height, long width) {
  if (++p->w < width) return;
  p->w = 0;
  if (++p->h < height) return;
  p->h = 0;
  p->n++;
}

// Small rows of a sequence that count.
INLINE long live_height(const geometry *g, long n) { return g->live ? g->live[n] : g->small_height; }

INLINE const float **row_of_chunk(row_chunk *chunk, long row, long taps) {
  return chunk->left + row / BLOCK_ROWS * taps * BLOCK_ROWS + row % BLOCK_ROWS;
}

// A row whose whole window lies inside: its taps are `step` floats apart.
INLINE void point(const float **row, const float *from, long step, long taps) {
  for (long t = 0; t < taps; t++) row[t * BLOCK_ROWS] = from + t * step;
}

#include "SingleChannel.h"

static void convolve(const geometry *original, const float *big, const float *packed,
                     const float *bias, float slope, float *small) {
  if (reads_lines(original)) return convolve_lines(original, big, packed, bias, slope, small);
  if (turns_input(original)) return convolve_turned(original, big, packed, bias, slope, small);
  geometry g = folded(original);
  row_chunk chunk;
  long taps = g.kernel_height * g.kernel_width, step = taps_of_piece(g.big_channels);
  long rows = 0;
  for (long n = 0; n < g.sequences; n++) rows += live_height(&g, n) * g.small_width;
  long row_size = g.big_width * g.big_channels;
  long is_column = g.kernel_width == 1 && g.pad_width == 0;
  position start = {0, 0, 0};
  for (long row = 0; row < rows; row += CHUNK_ROWS) {
    chunk.rows = least(CHUNK_ROWS, rows - row);
    position end = start;
    for (long tap = 0; tap < taps; tap += step) {
      product_piece p = {packed, taps, tap, least(step, taps - tap), g.big_channels,
                         g.small_channels, bias, tap > 0, tap + step >= taps ? slope : 1.0f,
                         PANEL, PANEL};
      position at = start;
      long first_height = tap / g.kernel_width, first_width = tap % g.kernel_width;
      for (long i = 0; i < chunk.rows; i++) {
        const float *image = big + at.n * g.big_height * row_size;
        const float **to = row_of_chunk(&chunk, i, p.taps);
        chunk.output[i] =
            small + ((at.n * g.small_height + at.h) * g.small_width + at.w) * g.small_channels;
        long first = at.h * g.stride_height - g.pad_height;
        if (is_column && first >= 0 && first + g.kernel_height <= g.big_height) {
          const float *from = image + (first + tap) * row_size + at.w * g.stride_width * g.big_channels;
          point(to, from, row_size, p.taps);
        } else {
          for (long t = 0, kh = first_height, kw = first_width; t < p.taps; t++) {
            long y = source_index(at.h, g.stride_height, kh, g.pad_height, g.big_height, g.reflect);
            long x = source_index(at.w, g.stride_width, kw, g.pad_width, g.big_width, 0);
            to[t * BLOCK_ROWS] =
                y < 0 || x < 0 ? zeros : image + y * row_size + x * g.big_channels;
            if (++kw == g.kernel_width) {
              kw = 0;
              kh++;
            }
          }
        }
        advance(&at, live_height(&g, at.n), g.small_width);
      }
      product_chunk(&p, &chunk);
      end = at;
    }
    start = end;
  }
}

// One phase of a transposed convolution along one axis: positions first, first + stride, ... read
// taps first_tap, first_tap + stride, ... at small index q + offset - t.
typedef struct {
  long first, count, first_tap, taps, offset;
} phase;

INLINE phase phase_of(long first, long stride, long kernel, long pad, long size) {
  phase p;
  p.first = first;
  p.count = first < size ? (size - first + stride - 1) / stride : 0;
  p.first_tap = (first + pad) % stride;
  p.taps = p.first_tap < kernel ? (kernel - p.first_tap + stride - 1) / stride : 0;
  p.offset = (first + pad - p.first_tap) / stride;
  return p;
}

// Two phases that fill one panel each go through a product together, as two panels: their windows
// are the same but for a tap of zeros. With so few columns one panel alone keeps half the adders idle.
INLINE long merges(const geometry *g) {
  return BLOCK_PANELS > 1 && g->big_channels == PANEL && g->kernel_width == 1 &&
         g->stride_height == 2 && g->stride_width == 1 && g->big_height % 2 == 0 && !g->reflect &&
         !g->live;
}

typedef struct {
  phase all, parts[2];
} merged_phase;

INLINE merged_phase merged_phase_of(const geometry *g) {
  merged_phase m;
  for (long a = 0; a < 2; a++)
    m.parts[a] = phase_of(a, 2, g->kernel_height, g->pad_height, g->big_height);
  m.all = m.parts[0];
  m.all.offset = most(m.parts[0].offset, m.parts[1].offset);
  m.all.taps = 0;
  for (long a = 0; a < 2; a++)
    m.all.taps = most(m.all.taps, m.parts[a].taps + m.all.offset - m.parts[a].offset);
  return m;
}

static void pack_merged(const geometry *g, const float *weights, float *packed) {
  merged_phase m = merged_phase_of(g);
  long size = g->big_channels * g->small_channels;
  for (long a = 0; a < 2; a++) {
    const phase *part = &m.parts[a];
    for (long t = 0; t < m.all.taps; t++, packed += size) {
      long tap = t - (m.all.offset - part->offset);
      if (tap < 0 || tap >= part->taps)
        memset(packed, 0, (size_t)size * sizeof(float));
      else
        pack(weights + (part->first_tap + 2 * tap) * size, g->small_channels, PANEL, 1,
             g->small_channels, 1, 0, packed);
    }
  }
}

static void pack_transposed(const geometry *original, const float *weights, float *packed) {
  geometry g = folded(original);
  if (merges(&g)) return pack_merged(&g, weights, packed);
  for (long a = 0; a < g.stride_height; a++) {
    phase h = phase_of(a, g.stride_height, g.kernel_height, g.pad_height, g.big_height);
    for (long b = 0; b < g.stride_width; b++) {
      phase w = phase_of(b, g.stride_width, g.kernel_width, g.pad_width, g.big_width);
      long taps = h.taps * w.taps, panels = (g.big_channels + PANEL - 1) / PANEL;
      for (long t = 0; t < taps; t++) {
        long kh = h.first_tap + t / w.taps * g.stride_height;
        long kw = w.first_tap + t % w.taps * g.stride_width;
        const float *from = weights + (kh * g.kernel_width + kw) * g.big_channels * g.small_channels;
        for (long panel = 0; panel < panels; panel++)
          pack(from + panel * PANEL * g.small_channels, g.small_channels,
               least(PANEL, g.big_channels - panel * PANEL), 1, g.small_channels, 1, 0,
               packed + (panel * taps + t) * g.small_channels * PANEL);
      }
      packed += taps * g.small_channels * panels * PANEL;
    }
  }
}

typedef struct {
  const geometry *g;
  const float *small, *packed, *bias;
  float *big;
  phase h, w;
  long columns, output_panel;  // as in a product_piece
  long mirror;  // 0 none; -1 positions mirrored at the start, 1 at the end (reflected padding)
} transposed_phase;

// Where row `r` of a phase stands in the output, and which position along the height its taps are
// taken of (a mirrored one for reflected padding).
INLINE long phase_position(const transposed_phase *f, long q) {
  long position = f->h.first + q * f->g->stride_height;
  if (f->mirror < 0) return -position;
  if (f->mirror > 0) return 2 * (f->g->big_height - 1) - position;
  return position;
}

// Positions of a phase in a sequence that read any row that counts.
INLINE long phase_count(const transposed_phase *f, long n) {
  if (!f->g->live) return f->h.count;
  return least(f->h.count, most(0, f->g->live[n] + f->h.taps - 1 - f->h.offset));
}

// The other positions are the bias alone.
static void fill_rest(const transposed_phase *f) {
  const geometry *g = f->g;
  for (long n = 0; n < g->sequences; n++)
    for (long q = phase_count(f, n); q < f->h.count; q++)
      for (long x = f->w.first; x < g->big_width; x += g->stride_width) {
        long h = f->h.first + q * g->stride_height;
        float *to = f->big + ((n * g->big_height + h) * g->big_width + x) * g->big_channels;
        for (long c = 0; c < g->big_channels; c++) to[c] = f->bias ? f->bias[c] : 0;
      }
}

static void run_phase(const transposed_phase *f, long accumulate) {
  const geometry *g = f->g;
  row_chunk chunk;
  long taps = f->h.taps * f->w.taps;
  long width = f->w.count;
  long rows = 0;
  for (long n = 0; n < g->sequences; n++) rows += phase_count(f, n) * width;
  if (g->live && !accumulate) fill_rest(f);
  long first = f->mirror > 0 ? g->pad_height + 1 : 0;
  long limit = f->mirror < 0 ? g->pad_height : taps;
  long step = taps_of_piece(g->small_channels);
  long row_size = g->small_width * g->small_channels;
  long is_column = f->w.taps == 1 && f->w.offset == 0 && width <= g->small_width;
  position start = {0, 0, 0};
  for (long row = 0; row < rows; row += CHUNK_ROWS) {
    chunk.rows = least(CHUNK_ROWS, rows - row);
    position end = start;
    for (long tap = first; tap < limit || tap == first; tap += step) {
      product_piece p = {f->packed, taps, tap, most(0, least(step, limit - tap)),
                         g->small_channels, f->columns, f->bias,
                         accumulate || f->mirror || tap > first, 1.0f,
                         f->output_panel, f->output_panel == PANEL ? PANEL : 0};
      position at = start;
      long first_height = f->w.taps ? tap / f->w.taps : 0;
      long first_width = f->w.taps ? tap % f->w.taps : 0;
      for (long i = 0; i < chunk.rows; i++) {
        long y = f->h.first + at.h * g->stride_height, x = f->w.first + at.w * g->stride_width;
        long from = f->mirror ? phase_position(f, at.h) + g->pad_height : at.h + f->h.offset;
        chunk.output[i] =
            f->big + ((at.n * g->big_height + y) * g->big_width + x) * g->big_channels;
        const float *image = f->small + at.n * g->small_height * row_size;
        const float **to = row_of_chunk(&chunk, i, p.taps);
        long top = from - first_height;
        if (is_column && top < g->small_height && top - p.taps >= -1) {
          point(to, image + top * row_size + at.w * g->small_channels, -row_size, p.taps);
        } else {
          for (long t = 0, th = first_height, tw = first_width; t < p.taps; t++) {
            long sh = from - th, sw = at.w + f->w.offset - tw;
            long inside = sh >= 0 && sh < g->small_height && sw >= 0 && sw < g->small_width;
            to[t * BLOCK_ROWS] = inside ? image + sh * row_size + sw * g->small_channels : zeros;
            if (++tw == f->w.taps) {
              tw = 0;
              th++;
            }
          }
        }
        advance(&at, phase_count(f, at.n), width);
      }
      product_chunk(&p, &chunk);
      end = at;
    }
    start = end;
  }
}

static void convolve_transposed(const geometry *original, const float *small, const float *packed,
                                const float *bias, long accumulate, float *big) {
  if (transposes_lines(original))
    return convolve_lines_transposed(original, small, packed, bias, accumulate, big);
  geometry g = folded(original);
  // The bias belongs to unfolded channels; folded ones repeat it.
  float repeated[MAX_DEPTH_OF_ZEROS + PANEL];
  if (bias && g.big_channels != original->big_channels) {
    for (long c = 0; c < g.big_channels; c++) repeated[c] = bias[c % original->big_channels];
    bias = repeated;
  }
  transposed_phase f = {&g, small, packed, bias, big, {0}, {0}, g.big_channels, PANEL, 0};
  if (merges(&g)) {
    f.h = merged_phase_of(&g).all;
    f.w = phase_of(0, 1, g.kernel_width, g.pad_width, g.big_width);
    f.columns = 2 * PANEL;
    f.output_panel = g.big_width * PANEL;
    return run_phase(&f, accumulate);
  }
  for (long a = 0; a < g.stride_height; a++) {
    f.h = phase_of(a, g.stride_height, g.kernel_height, g.pad_height, g.big_height);
    for (long b = 0; b < g.stride_width; b++) {
      f.w = phase_of(b, g.stride_width, g.kernel_width, g.pad_width, g.big_width);
      run_phase(&f, accumulate);
      f.packed += f.h.taps * f.w.taps * g.small_channels *
                  ((g.big_channels + PANEL - 1) / PANEL * PANEL);
    }
  }
  if (!g.reflect) return;
  // Reflected rows near both ends collect what their mirror images outside would have.
  f.packed = packed;
  f.h.count = g.pad_height;
  f.mirror = -1;
  f.h.first = 1;
  run_phase(&f, 1);
  f.mirror = 1;
  f.h.first = g.big_height - 1 - g.pad_height;
  run_phase(&f, 1);
}

#define MAX_SEGMENTS 256
// Rows that a tile's sum should have: fewer, and loading and storing it costs too much; more, and
// the sequences leave the first cache.
#define TILE_ROWS 128

typedef struct {
  segment items[MAX_SEGMENTS];
  long count;
} segment_list;

// The segments of one tap and one sequence: rows of small positions with the big ones they read.
INLINE void add_segments(const geometry *g, long live, long kh, long kw, const float *big,
                         const float *small, segment_list *list) {
  for (long w = 0; w < g->small_width; w++) {
    long x = source_index(w, g->stride_width, kw, g->pad_width, g->big_width, 0);
    if (x < 0) continue;
    long low = most(0, (g->pad_height - kh + g->stride_height - 1) / g->stride_height);
    long high = least(live,
                      (g->big_height - 1 + g->pad_height - kh) / g->stride_height + 1);
#define AT(h, y)                                                  \
  (segment) {                                                     \
    big + ((y) * g->big_width + x) * g->big_channels,             \
        small + ((h) * g->small_width + w) * g->small_channels, 1, PANEL \
  }
    if (high > low) {
      segment s = AT(low, low * g->stride_height + kh - g->pad_height);
      s.rows = high - low;
      list->items[list->count++] = s;
    }
    if (!g->reflect) continue;
    for (long h = 0; h < g->small_height; h++)
      if (h < low || h >= high)
        list->items[list->count++] =
            AT(h, source_index(h, g->stride_height, kh, g->pad_height, g->big_height, 1));
#undef AT
  }
}

static void convolve_weight_gradient(const geometry *original, const float *big,
                                     const float *small, float *gradient) {
  geometry g = folded(original);
  long big_size = g.big_height * g.big_width * g.big_channels;
  long small_size = g.small_height * g.small_width * g.small_channels;
  long left_stride = g.stride_height * g.big_width * g.big_channels;
  long right_stride = g.small_width * g.small_channels;
  long taps = g.kernel_height * g.kernel_width;
  // As many sequences at once as make a sum long enough, but stay in the caches.
  long per_sequence = g.small_width * (g.reflect ? 1 + 2 * g.pad_height : 1);
  long together = most(1, least(TILE_ROWS / (g.small_height * g.small_width) + 1,
                                MAX_SEGMENTS / per_sequence));
  memset(gradient, 0, (size_t)(taps * g.big_channels * g.small_channels) * sizeof(float));
  for (long n = 0; n < g.sequences; n += together) {
    long end = least(g.sequences, n + together);
    for (long tap = 0; tap < taps; tap++) {
      segment_list list;
      list.count = 0;
      for (long i = n; i < end; i++)
        add_segments(&g, live_height(&g, i), tap / g.kernel_width, tap % g.kernel_width,
                     big + i * big_size, small + i * small_size, &list);
      float *product = gradient + tap * g.big_channels * g.small_channels;
      if (g.small_channels == 1) {
        // One column would waste fifteen: the transposed product is the same memory.
        for (long s = 0; s < list.count; s++) {
          segment item = list.items[s];
          list.items[s] = (segment){item.right, item.left, item.rows, PANEL};
        }
        add_outer(list.items, list.count, right_stride, left_stride, 1, g.big_channels, product,
                  g.big_channels);
      } else {
        add_outer(list.items, list.count, left_stride, right_stride, g.big_channels,
                  g.small_channels, product, g.small_channels);
      }
    }
  }
}
