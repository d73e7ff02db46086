internal import LabelingCore
internal import OptionValues

/// Points out an output whose name promises another format than it gets.
enum OutputSuffix {
  /// Suffixes that programs open as something.
  private static let known = [
    "csv", "tsv", "tab", "jsonl", "ndjson", "xml", "votes", "svg", "html", "txt", "xlsx", "parquet",
    "json", "endmodel", "gz", "png", "jpg", "jpeg", "gif", "webp", "pdf", "eps",
  ]

  /// Warns of a suffix that stands for another format.
  ///
  /// - Parameters:
  ///   - path: Where something was written; `-` has no suffix.
  ///   - contents: What it is, such as `the model`, with its format.
  ///   - suffix: The suffix that fits.
  static func check(_ path: String, holds contents: String, as suffix: String) {
    guard let (wrong, better) = mismatch(path, suffix) else { return }
    Console.remark(
      Diagnostic(
        severity: .warning,
        at: SourceLocation(path),
        "\(contents), but the suffix is '\(wrong)'",
        help: "name it '\(better)'"
      )
    )
  }

  /// Refuses a suffix that stands for another format, before anything is written.
  ///
  /// - Parameters:
  ///   - suffix: The suffix that fits.
  ///   - path: Where something is to be written.
  ///   - option: The option that names it, with its dashes.
  ///   - contents: What it is, with its format.
  /// - Throws: `UsageError`.
  static func require(
    _ suffix: String,
    of path: String,
    for option: String,
    holding contents: String
  ) throws {
    guard let (_, better) = mismatch(path, suffix) else { return }
    throw UsageError(value: path, of: option, help: "\(contents); name it '\(better)'")
  }

  /// The suffix of a path that stands for another format, and a name with the one that fits.
  private static func mismatch(_ path: String, _ suffix: String) -> (String, String)? {
    let name = path.split(separator: "/").last ?? ""
    guard path != "-", let dot = name.lastIndex(of: ".") else { return nil }
    let found = name[name.index(after: dot)...].lowercased()
    guard known.contains(found), found != suffix else { return nil }
    return (String(name[dot...]), "\(name[..<dot]).\(suffix)")
  }
}
