internal import Foundation

/// Whole files in one call.
package enum FileBytes {
  /// The bytes of a file.
  package static func read(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
  }
}
