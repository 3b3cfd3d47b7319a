/// What a fault needs of a machine, beside programs.
enum Need: Sendable {
  case nothing, root, compiler, mounts, powerCuts, memoryGroups

  /// Whether a machine has it, or what is missing.
  func isMet(by machine: Machine) -> Possibility {
    let (isMet, missing) = look(at: machine)
    return isMet ? .possible : .impossible(missing)
  }

  private func look(at machine: Machine) -> (Bool, String) {
    switch self {
    case .nothing: (true, "")
    case .root: (machine.isRoot, "needs root")
    case .compiler: (["cc", "clang", "gcc"].contains(where: machine.has), "no C compiler")
    case .mounts: (machine.canMount, "nothing can be mounted (needs root)")
    case .powerCuts: (machine.canCutPower, "no ext4 on a loop device that can be shut down")
    case .memoryGroups: (machine.memoryGroups != nil, "no memory control group to write to")
    }
  }
}
