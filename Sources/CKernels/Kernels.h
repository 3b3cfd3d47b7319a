// All loops of one instruction set; TABLE names it. Included once for each.

#include "Vector.h"
#include "Product.h"
#include "Convolution.h"
#include "Recurrent.h"
#include "Normalization.h"
#include "Elementwise.h"

const kernel_table TABLE = {
    .name = TABLE_NAME,
    .contract = TABLE_CONTRACT,
    .pack = pack,
    .multiply = multiply,
    .convolve = convolve,
    .convolve_transposed = convolve_transposed,
    .pack_transposed = pack_transposed,
    .convolve_weight_gradient = convolve_weight_gradient,
    .add_outer = add_outer,
    .add_panel = add_panel,
    .add_column_sums = add_column_sums,
    .step = step,
    .rnn = rnn,
    .rnn_gradient = rnn_gradient,
    .lstm = lstm,
    .lstm_gradient = lstm_gradient,
    .gru_gates = gru_gates,
    .gru_candidate = gru_candidate,
    .gru_candidate_gradient = gru_candidate_gradient,
    .gru_gates_gradient = gru_gates_gradient,
    .moments = moments,
    .normalize = normalize,
    .normalize_gradient = normalize_gradient,
    .activation_gradient = activation_gradient,
    .squared_error = squared_error,
    .absolute_error = absolute_error,
    .sum_of_squares = sum_of_squares,
    .scale = scale,
    .adam = adam,
    .adam_decayed = adam_decayed,
    .tanh = map_tanh,
    .sigmoid = map_sigmoid,
    .peak = peak,
};
