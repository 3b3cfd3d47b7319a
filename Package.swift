// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "sweep",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "sweep", targets: ["sweep"]),
    .library(name: "Neural", targets: ["Neural"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    // The words everyone shares: what to run and what came out.
    .target(
      name: "Experiments",
      dependencies: ["Randomness", .product(name: "Crypto", package: "swift-crypto")]),

    // Draws as a pure function of seed, purpose, epoch and index.
    .target(name: "Randomness"),

    // What numbers of several seeds say.
    .target(name: "Statistics"),

    // Files that appear whole or not at all.
    .target(name: "Files"),

    // Files to sequences, tensors, models.
    .target(name: "CKernels"),
    .target(name: "Neural", dependencies: ["CKernels", "Randomness"]),
    .target(name: "Autoencoders", dependencies: ["Neural"]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "Datasets",
      dependencies: ["CZlib", "Randomness", .product(name: "Crypto", package: "swift-crypto")]),
    // The frame that trainers stand on, and two trainers: the published experiment, and somebody
    // else's program.
    .target(name: "Training", dependencies: ["Experiments", "Files"]),
    .target(
      name: "Letters",
      dependencies: [
        "Training", "Experiments", "Autoencoders", "Neural", "Datasets", "Randomness",
      ]),
    .target(
      name: "Programs",
      dependencies: [
        "Training", "Experiments", "Files", "CSystem",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),

    // Records: many runs, few slots; events to rows; rows to pages.
    .target(name: "CSystem", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "Scheduling", dependencies: ["Experiments", "CSystem"]),
    // The same on other machines: a scheduler that is there, and journals that workers leave.
    .target(name: "Cluster", dependencies: ["Experiments", "Files", "Scheduling", "CSystem"]),
    .target(
      name: "Storage",
      dependencies: [
        "Experiments", "Files", "CSystem", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .target(name: "Figures", dependencies: ["CPNG"]),
    // The page's script is text within the program: scripts/embed-page.
    .target(
      name: "Reports", dependencies: ["Experiments", "Files", "Figures", "Statistics"],
      exclude: ["Page/Source"]),

    // One sweep from prepared to reported: what the commands wire, and no word of theirs.
    .target(
      name: "Running",
      dependencies: [
        "Experiments", "Files", "Scheduling", "Cluster", "Letters", "Programs", "Storage",
        "Reports", "Neural", "Datasets", "Statistics",
      ]),

    .executableTarget(
      name: "sweep",
      dependencies: [
        "Running", "Experiments", "Files", "Scheduling", "Cluster", "Training", "Letters",
        "Programs", "Storage", "Reports", "Neural", "Datasets", "Statistics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(
      name: "TestSupport", dependencies: ["Neural"], path: "Tests/TestSupport"),
    .testTarget(
      name: "Benchmarks", dependencies: ["Neural", "TestSupport"], path: "Tests/Benchmarks",
      exclude: ["Peer"], resources: [.copy("accepted.json")]),
    .testTarget(name: "TestSupportTests", dependencies: ["TestSupport"]),
    .testTarget(name: "FilesTests", dependencies: ["Files"]),
    .testTarget(name: "RandomnessTests", dependencies: ["Randomness"]),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics"], exclude: ["Fixtures"]),
    .testTarget(
      name: "ExperimentsTests", dependencies: ["Experiments", "Letters", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "NeuralTests", dependencies: ["Neural", "TestSupport"], resources: [.copy("Fixtures")]),
    .testTarget(
      name: "AutoencodersTests", dependencies: ["Autoencoders", "Neural", "TestSupport"]),
    .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "TestSupport"]),
    // Counts allocations: a training step must make none.
    .target(name: "CAllocations", path: "Tests/CAllocations"),
    .testTarget(
      name: "LettersTests",
      dependencies: [
        "Letters", "Training", "Experiments", "Datasets", "Autoencoders", "Neural", "CAllocations",
        "TestSupport",
      ]),
    .testTarget(
      name: "ProgramsTests",
      dependencies: ["Programs", "Training", "Experiments", "Files", "CSystem", "TestSupport"]),
    .testTarget(
      name: "SchedulingTests",
      dependencies: ["Scheduling", "Experiments", "Letters", "TestSupport"]),
    .testTarget(
      name: "ClusterTests",
      dependencies: ["Cluster", "Scheduling", "Experiments", "Letters", "Files", "TestSupport"]),
    .testTarget(
      name: "StorageTests", dependencies: ["Storage", "Experiments", "Letters", "TestSupport"]),
    .testTarget(name: "FiguresTests", dependencies: ["Figures"]),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "Experiments", "Letters", "TestSupport"],
      exclude: ["Snapshots"]),
    .testTarget(
      name: "RunningTests",
      dependencies: [
        "Running", "Experiments", "Files", "Letters", "Scheduling", "Storage", "TestSupport",
      ], exclude: ["Snapshots"]),
    .testTarget(
      name: "SweepTests",
      dependencies: [
        "sweep", "Experiments", "Letters", "Files", "Reports", "TestSupport", "FaultHarness",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures", "Snapshots"]),
    // What every parser promises; `make fuzz` holds them to it.
    .target(
      name: "FuzzTargets",
      dependencies: ["Experiments", "Letters", "Programs", "Datasets", "Neural"],
      path: "Tests/Fuzz/Targets"),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Replay"),
    .testTarget(name: "ArchitectureTests"),

    // Faults: injectors, invariants and the matrix; a few of it as tests, all of it as a program.
    .target(
      name: "FaultHarness",
      dependencies: [
        "CSystem", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ], path: "Tests/FaultHarness"),
    .executableTarget(
      name: "Torture",
      dependencies: [
        "FaultHarness", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Tests/Torture"),
    .testTarget(name: "FaultTests", dependencies: ["FaultHarness", "sweep", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// It needs libFuzzer, which only comes with -sanitize=fuzzer; and what that adds is too much for gold.
if Context.environment["SWEEP_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Main",
      linkerSettings: [.unsafeFlags(["-use-ld=lld"])]))
}

// `make install` and `make dist` put the Swift runtime into the program. These settings are for the
// linker alone, so nothing is compiled again. The libraries are parts of the static Foundation that
// only its own module files name; .build/static holds those of the system that go in, too.
if Context.environment["SWEEP_STATIC"] != nil {
  let program = package.targets.first { $0.name == "sweep" }
  program?.linkerSettings = [
    .unsafeFlags(["-static-stdlib", "-L\(Context.packageDirectory)/.build/static"]),
    .linkedLibrary("CoreFoundation"), .linkedLibrary("_FoundationICU"),
    .linkedLibrary("_FoundationCShims"), .linkedLibrary("_FoundationCollections"),
    .linkedLibrary("stdc++"),
  ]
}
