import Foundation

/// Row 20: the newest checkpoint of an interrupted run is damaged, a place a shot.
struct DamagedCheckpoint: Fault {
  let number = 20
  let name = "checkpoint-damage"
  let title = "checkpoint cut, flipped at every 64th byte, swapped, deleted, replaced by a link"
  let goal = Goal.everyPoint

  func isPossible(here machine: Machine) -> Possibility { Need.compiler.isMet(by: machine) }

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let scene = try Scene.frozen(bench, name: shot.sceneName)
    defer { scene.remove() }
    let (path, bytes) = try scene.newestCheckpoint()
    guard try damage(path, bytes, scene, shot.number) else {
      return Verdict(injections: 0, try scene.settle(), isLast: true)
    }
    let launch = try scene.start(["-j", "1"])
    let exit = launch.child.wait(seconds: Child.patience)
    return Verdict(
      try expect([.code(0)], exit, said: launch.said, "using the one before")
        + scene.finalViolations())
  }

  /// Does the n-th kind of damage; `false` where there is none left.
  private func damage(_ path: String, _ bytes: Data, _ scene: Scene, _ shot: Int) throws -> Bool {
    let lengths = [0, 1, 7, 8, bytes.count - 1]
    let file = "\(scene.folder)/\(path)"
    switch shot {
    case 1...5: try scene.write(bytes.prefix(lengths[shot - 1]), to: path)
    case 6: unlink(file)
    case 7:
      try scene.write(scene.content("save/small/lstm_ae/checkpoints/epoch_0.safetensors"), to: path)
    case 8: try scene.write(bytes + [0], to: path)
    case 9:
      try FileManager.default.moveItem(atPath: file, toPath: "\(scene.folder)/moved")
      symlink("\(scene.folder)/moved", file)
    default:
      let place = 64 * (shot - 10)
      guard place < bytes.count else { return false }
      var changed = bytes
      changed[place] ^= UInt8(1 << (shot % 8))
      try scene.write(changed, to: path)
    }
    return true
  }
}
