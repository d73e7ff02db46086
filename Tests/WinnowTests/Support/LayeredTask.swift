import Foundation
import TestSupport

/// A package whose task uses another target, which uses one of another package.
///
/// It stays beside the built executables between runs, so that LabelingKit is compiled once.
struct LayeredTask {
  /// The package's folder.
  let path: String
  private let outer: String

  /// Writes both packages; votes follow the limits that ``setLimits(near:far:)`` sets.
  init() throws {
    let root = "\(CommandLineTool.folder)/winnow-tests-layered"
    path = "\(root)/task"
    outer = "\(root)/outer"
    let files = FileManager.default
    for folder in ["\(path)/LabelingFunctions", "\(path)/Sources", "\(outer)/Sources"] {
      try? files.removeItem(atPath: folder)
    }
    try write(
      """
      // swift-tools-version: 6.2
      import PackageDescription
      let package = Package(
        name: "outer",
        products: [.library(name: "Far", targets: ["Far"])],
        targets: [.target(name: "Far")]
      )
      """,
      to: "\(outer)/Package.swift"
    )
    try write(
      """
      // swift-tools-version: 6.2
      import PackageDescription
      let package = Package(
        name: "Layered",
        products: [.library(name: "Layered", type: .dynamic, targets: ["Layered"])],
        dependencies: [
          .package(name: "winnow", path: "\(PackageFolder.path)"),
          .package(path: "../outer"),
        ],
        targets: [
          .target(name: "Near", dependencies: [.product(name: "Far", package: "outer")]),
          .target(
            name: "Layered",
            dependencies: ["Near", .product(name: "LabelingKit", package: "winnow")],
            path: "LabelingFunctions/Layered"
          ),
        ]
      )
      """,
      to: "\(path)/Package.swift"
    )
    try write(
      """
      import LabelingKit
      import Near

      enum Size: String, LabelClass {
        case small
        case large
      }

      let labelingFunctions = LabelingFunctionSet(for: Size.self) {
        LabelingFunction("near") { $0.byteCount < nearLimit() ? .small : .large }
        LabelingFunction("far") { $0.byteCount < farLimit() ? .small : .large }
      }
      """,
      to: "\(path)/LabelingFunctions/Layered/Layered.swift"
    )
    try write(
      String(
        contentsOfFile: "\(PackageFolder.path)/Tests/WinnowTests/Fixtures/Plugin.swift",
        encoding: .utf8
      ),
      to: "\(path)/LabelingFunctions/Layered/Plugin.swift"
    )
    try setLimits(near: 10, far: 10)
  }

  /// Changes the sources of the other targets.
  func setLimits(near: Int, far: Int) throws {
    try setNear(near)
    try write(
      "public func outerLimit() -> Int { \(far) }\n",
      to: "\(outer)/Sources/Far/Far.swift"
    )
  }

  /// Changes the source of the target in the same package.
  func setNear(_ limit: Int) throws {
    try write(
      """
      import Far
      public func nearLimit() -> Int { \(limit) }
      public func farLimit() -> Int { outerLimit() }
      """,
      to: "\(path)/Sources/Near/Near.swift"
    )
  }

  /// Adds a file to the target in the same package.
  func addNear(_ text: String) throws { try write(text, to: "\(path)/Sources/Near/More.swift") }

  /// Names of the files in the folder of finished plugins.
  func plugins() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/.winnow/plugins").sorted()
  }

  /// The votes of both functions on a text of 50 bytes.
  func votes(in folder: ScratchFolder) throws -> [String] {
    try folder.write("id,text\na,\(String(repeating: "x", count: 50))\n", to: "c.csv")
    let result = try CommandLineTool.run(
      ["apply", path, "c.csv", "-o", "v.csv"],
      in: folder,
      within: 900
    )
    guard result.exitCode == 0 else { throw Workspace.Failure(description: result.errors) }
    return PlainCSV(try folder.text(of: "v.csv")).rows.first.map { Array($0.dropFirst()) } ?? []
  }

  private func write(_ text: String, to path: String) throws {
    let url = URL(filePath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    // What is as it was stays untouched, and is not compiled again.
    if let old = try? String(contentsOf: url, encoding: .utf8), old == text { return }
    try text.write(to: url, atomically: true, encoding: .utf8)
  }
}
