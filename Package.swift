// swift-tools-version: 6.3

import Foundation
import PackageDescription

// One section per layer (see README.md); targets sorted by name within a section.
// A target imports only from the sections above its own.

var targets: [Target] = [
  // Layer 0: system libraries behind small shims, and modules without dependencies.
  .systemLibrary(
    name: "CLibXML2",
    pkgConfig: "libxml-2.0",
    providers: [.apt(["libxml2-dev"])]
  ),
  .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
  .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
  .target(name: "CSVText"),
  .target(name: "CXXHash"),
  .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  .target(name: "JSONText"),
  .target(name: "LabelingCore", dependencies: ["CXXHash"]),
  .target(name: "PluginABI"),

  // Layer 1: siblings that know the core only.
  .target(
    name: "CorpusIO",
    dependencies: ["CLibXML2", "CSVText", "CXXHash", "CZlib", "JSONText", "LabelingCore"]
  ),
  .target(
    name: "LabelingKit",
    dependencies: ["CPCRE2", "CRE2", "CXXHash", "JSONText", "PluginABI"]
  ),
  .target(name: "LabelModels", dependencies: ["LabelingCore"]),
  .target(name: "VoteAnalysis", dependencies: ["LabelingCore"]),

  // Tests, one target per module.
  .testTarget(name: "CSVTextTests", dependencies: ["CSVText"]),
  .testTarget(name: "CorpusIOTests", dependencies: ["CorpusIO", "JSONText", "LabelingCore"]),
]

var products: [Product] = [
  .library(name: "LabelingKit", targets: ["LabelingKit"])
]

let package = Package(
  name: "winnow",
  products: products,
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: targets,
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

let isStrict = ProcessInfo.processInfo.environment["WINNOW_STRICT"] != nil
for target in package.targets where target.type != .system {
  var settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
  if isStrict { settings.append(.treatAllWarnings(as: .error)) }
  target.swiftSettings = settings
}
