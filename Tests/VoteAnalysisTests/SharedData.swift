import Foundation

/// The data beside the repository that some tests compare with.
enum SharedData {
  /// `WINNOW_SHARED`, or `../shared` beside the package.
  static let root: URL = {
    if let path = ProcessInfo.processInfo.environment["WINNOW_SHARED"] {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    return URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("shared", isDirectory: true)
  }()

  /// Whether the reference values are there.
  static let hasOracles = FileManager.default.fileExists(
    atPath: root.appendingPathComponent("oracles/INDEX.json").path
  )

  /// A decoded file of reference values.
  static func oracle<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    let url = root.appendingPathComponent("oracles/\(name).json")
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }
}
