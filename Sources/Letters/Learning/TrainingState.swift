import Experiments
import Neural
import Training

/// How far a run has come; with the learner's tensors, all that a checkpoint holds.
struct TrainingState: Hashable {
  /// Passes completed.
  var epoch = 0
  /// Batches done of the next.
  var batch = 0
  /// Sum of those batches' losses, in order.
  var lossSum = 0.0
}

/// A checkpoint's bytes: the same for the same state, whenever and wherever it was written.
enum CheckpointCoding {
  /// Weights, statistics and Adam's moments, with what they belong to.
  static func encode(
    _ state: TrainingState, _ learner: Learner, _ configuration: Configuration
  ) -> [UInt8] {
    let metadata = [
      "configuration": configuration.canonicalJSON,
      "fingerprint": configuration.dataset.fingerprint,
      "epoch": String(state.epoch), "batch": String(state.batch),
      "loss_sum": String(state.lossSum.bitPattern, radix: 16),
    ]
    let tensors = slots(learner).map { slot in
      (slot.name, slot.shape, UnsafeBufferPointer(slot.buffer.floats))
    }
    return Safetensors.encode(metadata: metadata, tensors: tensors)
  }

  /// Restores a state; the checkpoint may be of a run with fewer epochs.
  ///
  /// - Throws: `SafetensorsError`, or `TrainingError.checkpoint` for another run's file.
  static func decode(
    _ bytes: [UInt8], file: String, into learner: Learner, _ configuration: Configuration
  ) throws -> TrainingState {
    let decoded = try Safetensors(decoding: bytes, file: file)
    let state = try state(decoded.metadata, file)
    let tensors = Dictionary(uniqueKeysWithValues: decoded.tensors.map { ($0.name, $0) })
    let slots = slots(learner)
    guard tensors.count == slots.count, slots.allSatisfy({ tensors[$0.name]?.shape == $0.shape })
    else {
      throw TrainingError(
        .checkpoint, "\(file): its tensors are not those of \(configuration.variant.label)")
    }
    guard decoded.metadata["fingerprint"] == configuration.dataset.fingerprint else {
      throw TrainingError(.checkpoint, "\(file): trained on other data")
    }
    for slot in slots { _ = slot.buffer.floats.update(from: tensors[slot.name]?.values ?? []) }
    return state
  }

  private static func state(
    _ metadata: [String: String], _ file: String
  ) throws(TrainingError) -> TrainingState {
    guard let epoch = metadata["epoch"].flatMap({ Int($0) }),
      let batch = metadata["batch"].flatMap({ Int($0) }),
      let sum = metadata["loss_sum"].flatMap({ UInt64($0, radix: 16) }), epoch >= 0, batch >= 0
    else {
      throw TrainingError(.checkpoint, "\(file): no epoch, batch or loss_sum in its metadata")
    }
    return TrainingState(epoch: epoch, batch: batch, lossSum: Double(bitPattern: sum))
  }

  private typealias Slot = (name: String, shape: [Int], buffer: Buffer)

  private static func slots(_ learner: Learner) -> [Slot] {
    let set = learner.model.parameters
    return set.parameters.flatMap { parameter -> [Slot] in
      [
        (parameter.name, parameter.shape, parameter.value),
        ("adam.m.\(parameter.name)", parameter.shape, parameter.firstMoment),
        ("adam.v.\(parameter.name)", parameter.shape, parameter.secondMoment),
      ]
    } + set.statistics.map { ($0.name, [$0.value.count], $0.value) }
  }
}
