import FuzzTargets

// Of libFuzzer, which the flag -sanitize=fuzzer links.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

// libFuzzer's function takes nothing but bytes.
nonisolated(unsafe) private var target = FuzzTarget.spec

/// `Fuzz TARGET [libFuzzer's arguments]`: gives a parser mutated bytes until it traps.
@main enum Fuzz {
  static func main() {
    guard CommandLine.argc > 1, let chosen = FuzzTarget(rawValue: CommandLine.arguments[1]) else {
      let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
      fatalError("Fuzz TARGET [-runs=N] [CORPUS ...]; the target is one of \(names)")
    }
    target = chosen
    // The driver sees the program's name and all after the target.
    var (count, rest) = (CommandLine.argc - 1, CommandLine.unsafeArgv + 1)
    rest[0] = CommandLine.unsafeArgv[0]
    _ = runDriver(&count, &rest) { bytes, size in
      target.run(Array(UnsafeBufferPointer(start: bytes, count: size)))
      return 0
    }
  }
}
