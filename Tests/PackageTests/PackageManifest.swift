import Foundation
import TestSupport

/// The targets that `Package.swift` lists, read as text.
///
/// SwiftPM's own import check is content with what is a dependency of a dependency.
struct PackageManifest {
  /// One entry of the list.
  struct Target {
    /// Its name.
    var name: String
    /// `target`, `executableTarget`, `testTarget` or `systemLibrary`.
    var kind: String
    /// The number of its section; `nil` for tests and what they share.
    var layer: Int?
    /// Names of targets and products.
    var dependencies: Set<String>

    /// Whether it tests, or is what tests share.
    var isForTests: Bool { kind == "testTarget" || ["TestSupport", "WebDriver"].contains(name) }

    /// The folder of its sources.
    var folder: String { PackageFolder.path("\(isForTests ? "Tests" : "Sources")/\(name)") }

    /// The folder's Swift files.
    var files: [String] {
      let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      return all.filter { $0.hasSuffix(".swift") && !$0.contains("Fixtures/") }.sorted()
    }

    /// The lines of a file that are no comments.
    func code(of file: String) throws -> String {
      try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        .split(separator: "\n").filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
        .joined(separator: "\n")
    }

    /// The modules that a file imports.
    func imports(of file: String) throws -> Set<String> {
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      let statement =
        /^(?:@\w+ )?(?:\w+ )?import (?:(?:struct|class|enum|protocol|func|let|var|typealias) )?(\w+)/
        .anchorsMatchLineEndings()
      return Set(text.matches(of: statement).map { String($0.1) })
    }
  }

  /// In the order of the manifest.
  private(set) var targets: [Target] = []

  /// Reads the manifest of the package under test.
  init() throws {
    let text = try String(contentsOfFile: PackageFolder.path("Package.swift"), encoding: .utf8)
    // The list ends where code begins.
    let list = text.prefix(upTo: text.range(of: "\n]\n")?.lowerBound ?? text.endIndex)
    var layer: Int?
    let entry =
      /\/\/ Layer (\d+)|\/\/ Tests,|\.(\w*[tT]arget|systemLibrary)\(\s*name: "([^"]+)"/
    let found = list.matches(of: entry)
    for (index, match) in found.enumerated() {
      guard let kind = match.2, let name = match.3 else {
        layer = match.1.flatMap { Int($0) }
        continue
      }
      let end = index + 1 < found.count ? found[index + 1].range.lowerBound : list.endIndex
      targets.append(
        Target(
          name: String(name),
          kind: String(kind),
          layer: layer,
          dependencies: Self.dependencies(in: list[match.range.upperBound..<end])
        )
      )
    }
  }

  private static func dependencies(in entry: Substring) -> Set<String> {
    guard let list = entry.firstMatch(of: /dependencies: \[([^\]]*)\]/)?.1 else { return [] }
    let names = list.replacing(/package: "[^"]*"/, with: "").matches(of: /"([^"]+)"/)
    return Set(names.map { String($0.1) })
  }
}
