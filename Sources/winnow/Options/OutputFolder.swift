internal import Foundation
internal import LabelingCore

/// The folder that a command writes several files into.
enum OutputFolder {
  /// Makes the folder where it is not there.
  static func make(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder,
        withIntermediateDirectories: true
      )
    } catch {
      throw Diagnostic(
        at: SourceLocation(folder),
        "the folder cannot be made: \(error.localizedDescription)"
      )
    }
  }
}
