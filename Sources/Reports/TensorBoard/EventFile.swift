import Experiments

/// A run as TensorBoard's event file.
///
/// The store has no time of a step, so events have none either: a step's number stands in the place of
/// its seconds. So the bytes follow from the results alone.
///
/// Source: tensorflow/core/util/event.proto, tensorflow/core/framework/summary.proto and, for the
/// settings, tensorboard/plugins/hparams/plugin_data.proto.
struct EventFile {
  private var records = RecordFile()

  /// Makes a run's.
  ///
  /// - Parameter settings: Its parameters by name, sorted.
  init(_ run: RunResult, settings: [(name: String, value: Value)]) {
    event(step: 0) { $0.text(3, "brain.Event:2") }
    about("session_start_info", field: 3) { start in
      for setting in settings { Self.write(setting.name, setting.value, to: &start) }
    }
    for state in run.metrics { scalars(of: state) }
    if let status = Self.status(of: run.state) {
      about("session_end_info", field: 4) { $0.integer(1, status) }
    }
  }

  /// The file.
  var bytes: [UInt8] { records.bytes }

  private mutating func event(step: Int, _ body: (inout ProtocolBuffer) -> Void) {
    var event = ProtocolBuffer()
    event.double(1, Double(step))
    event.integer(2, step)
    body(&event)
    records.add(event.bytes)
  }

  private mutating func scalars(of state: EpochMetrics) {
    event(step: state.epoch) { event in
      event.message(5) { summary in
        for metric in state.metrics {
          summary.message(1) { value in
            value.text(1, metric.name.rawValue)
            value.float(2, Self.single(metric.value))
          }
        }
      }
    }
  }

  // One pattern for everything that is not a number: what there is of more is not shown.
  private static func single(_ value: Double) -> Float { value.isNaN ? .nan : Float(value) }

  // MARK: - The plugin "hparams"

  private mutating func about(
    _ tag: String, field: Int, _ body: (inout ProtocolBuffer) -> Void
  ) {
    var content = ProtocolBuffer()
    content.message(field, body)
    event(step: 0) { event in
      event.message(5) { summary in
        summary.message(1) { value in
          value.text(1, "_hparams_/\(tag)")
          value.message(8, Self.emptyTensor)
          value.message(9) { metadata in
            metadata.message(1) { plugin in
              plugin.text(1, "hparams")
              plugin.block(2, content.bytes)
            }
          }
        }
      }
    }
  }

  /// Single precision, one axis of no length: values without a tensor are passed over.
  private static func emptyTensor(_ tensor: inout ProtocolBuffer) {
    tensor.integer(1, 1)
    tensor.message(2) { $0.message(2) { _ in } }
  }

  private static func write(_ name: String, _ value: Value, to start: inout ProtocolBuffer) {
    start.message(1) { entry in
      entry.text(1, name)
      entry.message(2) { json in
        switch value {
        case .number(let number): json.double(2, number)
        case .flag(let flag): json.integer(4, flag ? 1 : 0)
        case .null, .text, .list: json.text(3, value.words)
        }
      }
    }
  }

  private static func status(of state: RunState) -> Int? {
    switch state {
    case .finished: 1
    case .failed, .diverged: 2
    case .running: 3
    case .pending, .interrupted: nil
    }
  }
}
