// swift-tools-version: 6.3

import Foundation
import PackageDescription

// One section per layer (see Modules.md); targets sorted by name within a section.
// A target imports only from the sections above its own.

/// Logarithms and the like, for all who compute.
let real = Target.Dependency.product(name: "RealModule", package: "swift-numerics")

var targets: [Target] = [
  // Layer 0: system libraries behind small shims, and modules without dependencies.
  .systemLibrary(
    name: "CLibXML2",
    pkgConfig: "libxml-2.0",
    providers: [.apt(["libxml2-dev"])]
  ),
  .systemLibrary(
    name: "CLibCrypto",
    pkgConfig: "libcrypto",
    providers: [.apt(["libssl-dev"])]
  ),
  .target(name: "CLinux"),
  .target(name: "CLiterals"),
  .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
  .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
  .target(name: "CSVText"),
  .target(name: "CTextScan"),
  .target(name: "CXXHash"),
  .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  .target(name: "DatasetGenerator"),
  .target(name: "JSONText"),
  .target(name: "LabelingCore", dependencies: [real, "CTextScan", "CXXHash"]),
  .target(name: "MarkupText"),
  .target(name: "Platform", dependencies: ["CLinux"]),
  .target(name: "PluginABI"),
  .target(name: "TextKit"),

  // Layer 1: threads, and bytes of files, on which the readers and writers of layer 2 stand.
  .target(name: "ByteIO", dependencies: ["CZlib", "LabelingCore", "Platform"]),
  .target(name: "Threads", dependencies: ["Platform"]),
  .target(name: "WebRequests", dependencies: ["Platform"]),

  // Layer 2: siblings that know the core and bytes only.
  .target(
    name: "CorpusIO",
    dependencies: [
      "ByteIO", "CLibXML2", "CSVText", "CTextScan", "CXXHash", "JSONText", "LabelingCore",
      "Platform", "Threads",
    ]
  ),
  .target(
    name: "EndModels",
    dependencies: [real, "CXXHash", "LabelingCore", "TextKit", "Threads"]
  ),
  .target(
    name: "LabelingKit",
    dependencies: [
      "CLiterals", "CPCRE2", "CRE2", "CXXHash", "JSONText", "Platform", "PluginABI", "TextKit",
    ]
  ),
  .target(
    name: "LabelModels",
    dependencies: [real, "JSONText", "LabelingCore", "MarkupText", "Threads"]
  ),
  .target(name: "OptionValues", dependencies: ["LabelingCore"]),
  .target(name: "VoteAnalysis", dependencies: [real, "LabelingCore", "Threads"]),

  // Layer 3: what brings the core, files and plugins together.
  .target(
    name: "ActiveLearning",
    dependencies: [real, "EndModels", "LabelModels", "LabelingCore", "Threads"]
  ),
  .target(
    name: "LabelStore",
    dependencies: [
      .product(name: "GRDB", package: "GRDB.swift"),
      .product(name: "GRDBSQLite", package: "GRDB.swift"), "ByteIO", "LabelingCore",
      "Platform", "Threads",
    ]
  ),
  .target(name: "PluginHost", dependencies: ["LabelingCore", "Platform", "PluginABI"]),
  .target(
    name: "LabelIO",
    dependencies: [
      "ByteIO", "CSVText", "CXXHash", "CorpusIO", "JSONText", "LabelingCore", "Platform",
    ]
  ),

  // Layer 4: what is kept of runs.
  .target(
    name: "Workspace",
    dependencies: [
      "ByteIO", "CorpusIO", "LabelingCore", "LabelIO", "LabelStore", "Platform", "PluginABI",
      "PluginHost", "VoteAnalysis",
    ]
  ),

  // Layer 5: what happens to a corpus. From here on nothing prints but layers 8 and 9.
  .target(
    name: "Runs",
    dependencies: [
      real, "ByteIO", "CorpusIO", "EndModels", "LabelingCore", "LabelIO", "LabelModels",
      "LabelStore", "Platform", "PluginABI", "PluginHost", "TextKit", "VoteAnalysis", "Workspace",
    ]
  ),

  // Layer 6: siblings that ask people, look into what was labeled, and label one document at a time.
  .target(
    name: "Inspection",
    dependencies: [
      real, "ByteIO", "CorpusIO", "LabelingCore", "LabelIO", "LabelModels", "LabelStore",
      "MarkupText", "PluginHost", "Runs", "TextKit", "VoteAnalysis", "Workspace",
    ]
  ),
  .target(
    name: "Serving",
    dependencies: [
      "ByteIO", "CorpusIO", "LabelingCore", "LabelModels", "Platform", "PluginHost", "Runs",
      "Threads",
    ]
  ),
  .target(
    name: "Sessions",
    dependencies: [
      "ActiveLearning", "ByteIO", "CorpusIO", "CSVText", "EndModels", "JSONText", "LabelingCore",
      "LabelIO", "LabelModels", "LabelStore", "MarkupText", "Platform", "PluginHost", "Runs",
      "Threads", "VoteAnalysis", "WebRequests", "Workspace",
    ]
  ),

  // Layer 7: pages about runs.
  .target(
    name: "Reports",
    dependencies: [
      "CorpusIO", "Inspection", "LabelIO", "LabelModels", "LabelStore", "LabelingCore",
      "MarkupText", "PluginHost", "Runs", "Sessions", "VoteAnalysis", "Workspace",
    ]
  ),

  // Layer 8: what users see.
  .target(
    name: "WebLabeling",
    dependencies: [
      .product(name: "HTTPTypes", package: "swift-http-types"),
      .product(name: "Hummingbird", package: "hummingbird"),
      .product(name: "HummingbirdCore", package: "hummingbird"),
      .product(name: "HummingbirdTLS", package: "hummingbird"),
      .product(name: "Logging", package: "swift-log"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"),
      .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "NIOSSL", package: "swift-nio-ssl"),
      .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      "CLibCrypto", "CorpusIO", "JSONText", "LabelingCore", "LabelModels", "LabelStore",
      "MarkupText", "Platform", "PluginHost", "Serving", "Sessions", "Threads", "VoteAnalysis",
    ],
    resources: [.embedInCode("Assets")]
  ),
  .target(
    name: "WinnowCLI",
    dependencies: [
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
      "ActiveLearning", "ByteIO", "CorpusIO", "EndModels", "Inspection", "LabelIO", "LabelModels",
      "LabelStore", "LabelingCore", "OptionValues", "Platform", "PluginABI", "PluginHost",
      "Reports", "Runs", "Sessions", "VoteAnalysis", "Workspace",
    ]
  ),

  // Layer 9: the programs, which are thin.
  .executableTarget(name: "winnow", dependencies: ["WinnowCLI"]),
  .executableTarget(name: "winnow-datasets", dependencies: ["DatasetGenerator", "Platform"]),
  .executableTarget(
    name: "winnow-server",
    dependencies: [
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
      .product(name: "Logging", package: "swift-log"),
      "CorpusIO", "LabelingCore", "LabelStore", "OptionValues", "Platform", "PluginABI",
      "PluginHost", "Runs", "Serving", "Sessions", "WebLabeling",
    ]
  ),
  .executableTarget(name: "winnow-worker", dependencies: ["Platform", "PluginABI"]),

  // Tests, in the order of the modules they test.
  .testTarget(
    name: "ActiveLearningTests",
    dependencies: ["ActiveLearning", "EndModels", "LabelModels", "LabelingCore", "TestSupport"]
  ),
  .testTarget(
    name: "ByteIOTests",
    dependencies: ["ByteIO", "LabelingCore", "Platform", "TestSupport"]
  ),
  .testTarget(name: "CSVTextTests", dependencies: ["CSVText", "LabelingCore"]),
  .testTarget(
    name: "CorpusIOTests",
    dependencies: ["ByteIO", "CorpusIO", "LabelingCore", "Platform", "TestSupport"]
  ),
  .testTarget(name: "DatasetGeneratorTests", dependencies: ["DatasetGenerator", "TestSupport"]),
  .testTarget(
    name: "EndModelsTests",
    dependencies: ["EndModels", "LabelingCore", "TestSupport"],
    exclude: ["Fixtures"]
  ),
  .testTarget(
    name: "InspectionTests",
    dependencies: [
      "CorpusIO", "Inspection", "LabelIO", "LabelModels", "LabelingCore", "PluginHost",
    ]
  ),
  .testTarget(name: "JSONTextTests", dependencies: ["JSONText", "LabelingCore"]),
  .testTarget(name: "LabelingCoreTests", dependencies: ["LabelingCore", "TestSupport"]),
  .testTarget(
    name: "LabelStoreTests",
    dependencies: [
      .product(name: "GRDB", package: "GRDB.swift"), "LabelStore", "LabelingCore", "Platform",
      "TestSupport",
    ],
    exclude: ["Fixtures"]
  ),
  .testTarget(
    name: "LabelingKitTests",
    dependencies: ["LabelingCore", "LabelingKit", "PluginABI"],
    exclude: ["Fixtures"]
  ),
  .testTarget(
    name: "LabelIOTests",
    dependencies: [
      "ByteIO", "CSVText", "CXXHash", "CorpusIO", "LabelIO", "LabelingCore", "TestSupport",
    ]
  ),
  .testTarget(
    name: "LabelModelsTests",
    dependencies: ["LabelModels", "LabelingCore", "TestSupport"],
    exclude: ["Fixtures"]
  ),
  .testTarget(name: "MarkupTextTests", dependencies: ["MarkupText"]),
  .testTarget(name: "OptionValuesTests", dependencies: ["OptionValues"]),
  .testTarget(name: "PackageTests", dependencies: ["TestSupport"]),
  .testTarget(name: "PlatformTests", dependencies: ["Platform", "TestSupport"]),
  .testTarget(
    name: "RunsTests",
    dependencies: [
      "ByteIO", "CorpusIO", "LabelIO", "LabelModels", "LabelingCore", "Platform", "PluginABI",
      "PluginHost", "Runs", "TestSupport", "Workspace", "winnow-worker",
    ]
  ),
  .testTarget(
    name: "SessionsTests",
    dependencies: [
      "ActiveLearning", "ByteIO", "CorpusIO", "LabelingCore", "LabelIO", "LabelStore", "Sessions",
      "TestSupport", "VoteAnalysis",
    ]
  ),
  .testTarget(
    name: "PluginHostTests",
    dependencies: [
      "LabelingCore", "LabelingKit", "PluginABI", "PluginHost", "TestSupport", "winnow-worker",
    ]
  ),
  .testTarget(name: "TextKitTests", dependencies: ["TextKit"]),
  .testTarget(name: "ThreadsTests", dependencies: ["Platform", "Threads"]),
  .testTarget(
    name: "VoteAnalysisTests",
    dependencies: ["LabelingCore", "TestSupport", "VoteAnalysis"],
    exclude: ["Fixtures"]
  ),
  .testTarget(
    name: "WorkspaceTests",
    dependencies: [
      "ByteIO", "CorpusIO", "LabelingCore", "LabelIO", "LabelStore", "TestSupport", "Workspace",
    ]
  ),
  .testTarget(
    name: "WebLabelingTests",
    dependencies: ["TestSupport", "WebLabeling"],
    exclude: ["Scripts"]
  ),
  .target(
    name: "TestSupport",
    dependencies: ["LabelingCore", "Platform"],
    path: "Tests/TestSupport"
  ),
  .target(
    name: "WebDriver",
    dependencies: ["Platform", "TestSupport"],
    path: "Tests/WebDriver"
  ),
  .testTarget(
    name: "WinnowTests",
    dependencies: [
      .product(name: "Hummingbird", package: "hummingbird"),
      "CorpusIO", "LabelStore", "LabelingCore", "Platform", "Sessions", "TestSupport", "WebDriver",
      "WebLabeling", "winnow", "winnow-server", "winnow-worker",
    ],
    exclude: ["Fixtures", "Golden"]
  ),
]

// Benchmarks, for those who ask for them: `make bench` sets the variable.
if ProcessInfo.processInfo.environment["WINNOW_BENCHMARKS"] != nil {
  targets.append(
    .executableTarget(
      name: "winnow-benchmarks",
      dependencies: [
        "ActiveLearning", "ByteIO", "CorpusIO", "EndModels", "LabelModels", "LabelingCore",
        "LabelIO", "Platform", "PluginHost", "Runs", "VoteAnalysis", "Workspace",
      ]
    )
  )
}

var products: [Product] = [
  .library(name: "LabelingKit", targets: ["LabelingKit"])
]

// Each folder of LabelingFunctions is a task: one target and one dynamic library.
let root = URL(filePath: #filePath).deletingLastPathComponent()
for task in folders(in: "LabelingFunctions") {
  let path = "LabelingFunctions/\(task)"
  targets.append(
    .target(
      name: task,
      dependencies: ["LabelingKit"],
      path: path,
      exclude: files(in: path).filter { !$0.hasSuffix(".swift") }
    )
  )
  products.append(.library(name: task, type: .dynamic, targets: [task]))
}

func files(in path: String) -> [String] {
  let names = try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: path).path)
  return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
}

/// The folders that hold something; a file holds nothing.
func folders(in path: String) -> [String] {
  files(in: path).filter { !files(in: "\(path)/\($0)").isEmpty }
}

// Some targets and what they need, for those who ask for them: `make test-sanitizers`.
if let names = ProcessInfo.processInfo.environment["WINNOW_ONLY"] {
  let kept = needed(for: names.split(separator: " ").map(String.init), among: targets)
  targets.removeAll { !kept.contains($0.name) }
  products.removeAll { product in
    guard let library = product as? Product.Library else { return false }
    return !library.targets.allSatisfy(kept.contains)
  }
}

func needed(for names: [String], among targets: [Target]) -> Set<String> {
  var found: Set<String> = []
  var open = names
  while let name = open.popLast() {
    guard found.insert(name).inserted, let target = targets.first(where: { $0.name == name })
    else { continue }
    for case .byNameItem(let name, _) in target.dependencies { open.append(name) }
  }
  return found
}

let package = Package(
  name: "winnow",
  products: products,
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: targets,
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

extension Target {
  /// Whether it is a folder of LabelingFunctions, whose settings are its author's.
  var isTask: Bool { path?.hasPrefix("LabelingFunctions/") ?? false }
}

let isStrict = ProcessInfo.processInfo.environment["WINNOW_STRICT"] != nil
for target in package.targets where target.type != .system && !target.isTask {
  var settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
  if isStrict { settings.append(.treatAllWarnings(as: .error)) }
  target.swiftSettings = settings
}
