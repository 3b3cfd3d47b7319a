#ifndef CKERNELS_H
#define CKERNELS_H

// Single-precision loops that need FMA units, written once (Kernels.h) and compiled per
// instruction set. All are single-threaded and give the same bits on every processor of one set:
// the order of each sum is fixed by the shapes alone.
//
// Panels: matrices that a product streams over are cut into panels of PANEL = 16 columns, each
// stored row after row; the last is filled up with zeros. Every buffer read here must have PANEL
// readable floats behind its end (`Workspace` and `Parameter` see to that).

#include <stddef.h>

#define PANEL 16

/// A convolution's geometry, NHWC. The `big` side is the one of full height: a convolution's input,
/// a transposed convolution's output. `pad` stands before; what lies outside is zero, or reflected
/// in height if `reflect`. Weights are [kernel height, kernel width, big channels, small channels].
/// Where `live` is given, only the first live[n] small rows of sequence n count: the others are
/// zeros when read, and are not written.
typedef struct {
  long sequences;
  long big_height, big_width, big_channels;
  long small_height, small_width, small_channels;
  long kernel_height, kernel_width;
  long stride_height, stride_width;
  long pad_height, pad_width;
  long reflect;
  const long *live;            // [sequences], or NULL: all rows; not with `reflect`
} geometry;

/// One step of a recurrent layer for `rows` live sequences: pre-activations of all gates.
typedef struct {
  long rows;
  long panels;                 // of gates, all together
  const float *bias;           // [panels*16], or NULL when `addend` is given
  const float *addend;         // panels of [addend_rows][16], or NULL
  long addend_rows;
  const float *input;          // rows input_stride apart, or NULL
  long input_stride, input_depth;
  const float *input_weights;  // panels of [input_depth][16]
  const float *state;          // [rows][state_depth], or NULL at the first step
  long state_stride, state_depth;
  const float *state_weights;  // panels of [state_depth][16]
  float *gates;                // panels of [rows][16]
} recurrent_step;

/// One step of a cell, forward. Panels of gates as the cell has them; states [rows][width].
typedef struct {
  long rows, width;
  float *gates;                // in: pre-activations; out: activations
  const float *previous_state; // [rows][width] hidden (GRU) or cell (LSTM) state, or NULL for zero
  float *state;                // [rows][width] new hidden state
  float *cell;                 // [rows][width] new cell state (LSTM), reset*hidden (GRU)
  const float *peepholes;      // [3][width]: input, forget, output (LSTM)
} cell_step;

/// One step of a cell, backward: gates become their pre-activations' gradients.
typedef struct {
  long rows, width;
  float *gates;
  const float *previous_state; // as forward
  const float *state;          // hidden state after the step
  const float *cell;           // cell state after the step (LSTM)
  const float *output_gradient;// [rows][width] from above, or NULL
  float *state_gradient;       // [rows][width] carried: in after the step, out before it (part)
  float *cell_gradient;        // [rows][width] carried (LSTM); reset*hidden's gradient (GRU)
  const float *peepholes;
  float *peephole_gradients;   // [3][width], added to
} cell_gradient_step;

/// One piece of a long sum of outer products: `rows` rows of both factors. The right one's panels
/// are `right_panel` floats apart: 16 in a plain matrix, more where each panel stands by itself.
typedef struct {
  const float *left, *right;
  long rows, right_panel;
} segment;

/// Batch normalisation over `rows` rows of `channels`, and what follows it.
typedef struct {
  long blocks, rows_per_block, channels;
  float slope;                 // of the activation below zero: 1 none, 0.2 leaky, 0 ReLU
  const float *input;
  const float *skip;           // added before the activation, or NULL
  const float *multiplier, *shift;
  float *output;
} normalization;

/// The backward pass of `normalization`.
typedef struct {
  long rows, channels;
  float slope;
  const float *input, *output_gradient;
  const float *output;         // NULL where nothing was added before the activation
  const float *mean, *inverse_deviation, *scale;
  const float *multiplier, *shift;  // as in the forward pass
  float *activation_gradient;  // [rows][channels]: gradient before the activation (= of the skip)
  float *scale_gradient, *offset_gradient;
  float *input_gradient;
  long batch_statistics;       // 0: mean and deviation are constants
} normalization_gradient;

/// The loops of one instruction set.
typedef struct {
  const char *name;
  long contract;               // two tables of one number give the same bits

  /// Packs `rows` x `columns` numbers (any strides) into panels; `column_groups` groups of columns
  /// each filled up to whole panels.
  void (*pack)(const float *source, long rows, long columns, long row_stride, long column_stride,
               long column_groups, long group_stride, float *packed);
  /// output[r][0..<columns] = activation(initial + left[r] . right): `taps` pieces of `depth`, the
  /// left ones tap_stride apart. initial is `bias`, or the output itself if `accumulate`.
  void (*multiply)(const float *left, long rows, long row_stride, long taps, long tap_stride,
                   long depth, const float *packed, long columns, const float *bias,
                   long accumulate, float slope, float *output, long output_stride);
  /// small = activation(convolution of big + bias); packed: [taps*big channels] x small channels.
  void (*convolve)(const geometry *g, const float *big, const float *packed, const float *bias,
                   float slope, float *small);
  /// big = transposed convolution of small + bias; packed as `pack_transposed` leaves it.
  void (*convolve_transposed)(const geometry *g, const float *small, const float *packed,
                              const float *bias, long accumulate, float *big);
  /// Packs [kh, kw, big, small] weights for `convolve_transposed`.
  void (*pack_transposed)(const geometry *g, const float *weights, float *packed);
  /// gradient[kh][kw][big][small] = sum over positions of big^T small.
  void (*convolve_weight_gradient)(const geometry *g, const float *big, const float *small,
                                   float *gradient);
  /// product[i][j] += sum over segments and rows of left[i] * right[j]; the product's rows are
  /// `product_stride` apart.
  void (*add_outer)(const segment *segments, long count, long left_stride, long right_stride,
                    long left_columns, long right_columns, float *product, long product_stride);
  /// to[r][0..<columns] += panel[r], rows of the left `to_stride` apart.
  void (*add_panel)(const float *panel, long rows, long columns, float *to, long to_stride);
  /// sums[j] += sum over rows of values[j].
  void (*add_column_sums)(const float *values, long rows, long stride, long columns, float *sums);

  void (*step)(const recurrent_step *s);
  void (*rnn)(const cell_step *s);
  void (*rnn_gradient)(const cell_gradient_step *s);
  void (*lstm)(const cell_step *s);
  void (*lstm_gradient)(const cell_gradient_step *s);
  void (*gru_gates)(const cell_step *s);
  void (*gru_candidate)(const cell_step *s);
  void (*gru_candidate_gradient)(const cell_gradient_step *s);
  void (*gru_gates_gradient)(const cell_gradient_step *s);

  /// Mean and biased variance over blocks*rows_per_block rows, two passes a block, merged in double
  /// precision (Chan, Golub & LeVeque 1983).
  void (*moments)(const float *values, long blocks, long rows_per_block, long channels,
                  float *mean, float *variance);
  void (*normalize)(const normalization *n);
  void (*normalize_gradient)(const normalization_gradient *n);
  /// gradient *= slope where output is below zero (or at zero, if slope is 0).
  void (*activation_gradient)(const float *output, long count, float slope, float *gradient);
  /// Sum of squared differences; gradient (if not NULL) = factor * (prediction - target).
  double (*squared_error)(const float *prediction, const float *target, long count, float factor,
                          float *gradient);
  /// Sum of absolute differences.
  double (*absolute_error)(const float *prediction, const float *target, long count);
  /// Sum of squares in double precision: the same bits from every table.
  double (*sum_of_squares)(const float *values, long count);
  /// values *= factor, the product in double precision.
  void (*scale)(float *values, long count, double factor);
  /// Adam as TensorFlow 1 has it; `rate` is the step's lr_t.
  void (*adam)(float *values, const float *gradient, float *m, float *v, long count, float rate,
               float beta1, float beta2, float epsilon);
  /// The same, and values -= decay * values, of the values before the step.
  void (*adam_decayed)(float *values, const float *gradient, float *m, float *v, long count,
                       float rate, float beta1, float beta2, float epsilon, float decay);
  void (*tanh)(const float *x, long count, float *y);
  void (*sigmoid)(const float *x, long count, float *y);
  /// A loop of fused multiply-adds from registers; returns how many floating-point operations.
  double (*peak)(long rounds, float *sink);
} kernel_table;

/// The tables this processor can run, fastest first; the last runs on any. NULL beyond.
const kernel_table *kernels_at(long index);
/// Makes this thread treat denormal numbers as zero; they cost hundreds of cycles each. Returns what
/// `kernels_restore_denormals` takes to undo it.
unsigned kernels_flush_denormals(void);
void kernels_restore_denormals(unsigned control);
/// Memory whose pages should be large, where the system gives such only on request: a pass goes
/// through more memory than the processor keeps the addresses of. A wish; nothing tells if it fails.
void kernels_wish_large_pages(void *memory, size_t bytes);

#endif
