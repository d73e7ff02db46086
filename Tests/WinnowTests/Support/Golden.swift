import Foundation
import TestSupport
import Testing

/// Texts that are compared with files in `Golden/`.
///
/// With `WINNOW_UPDATE_GOLDEN` set they are written instead; look at the
/// difference before it is committed.
enum Golden {
  private static let folder = PackageFolder.path("Tests/WinnowTests/Golden")

  /// Compares a text with the golden file of a name.
  static func expect(
    _ text: String,
    named name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let path = "\(folder)/\(name).txt"
    if ProcessInfo.processInfo.environment["WINNOW_UPDATE_GOLDEN"] != nil {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      return
    }
    let expected = try? String(contentsOfFile: path, encoding: .utf8)
    #expect(text == expected, "\(name).txt", sourceLocation: sourceLocation)
  }
}
