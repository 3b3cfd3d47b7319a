/// How a sweep and its workers speak: lines of JSON, an ``Assignment`` in, ``WorkerLine``s out.
///
///     {"run":"6ff0...","type":"started","step":0,"batch":0,"protocol":1,"environment":{...}}
///     {"run":"6ff0...","type":"metrics","step":3,"values":{"loss":0.5,"accuracy":"7ff8000000000000"}}
///     {"run":"6ff0...","type":"ended","end":{"type":"finished","seconds":1.5,"work":64}}
///
/// Keys have underscores. Values are the shortest decimals that give the same bits back; what is not
/// finite is its bit pattern. An assignment and a start name the protocol's number.
public enum WorkerProtocol {
  /// Changed whenever a line of one version would be misread by another.
  public static let number = 1

  /// Refuses another one.
  static func check(_ found: Int) throws(RuleBroken) {
    guard found == number else {
      throw RuleBroken("protocol", "\(found)", "\(number), the worker protocol of this program")
    }
  }
}
