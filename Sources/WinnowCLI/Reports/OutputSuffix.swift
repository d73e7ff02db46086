internal import LabelingCore

/// Points out an output whose name promises another format than it gets.
enum OutputSuffix {
  /// Suffixes that programs open as something.
  private static let known = [
    "csv", "tsv", "tab", "jsonl", "ndjson", "xml", "votes", "svg", "html", "txt", "xlsx", "parquet",
    "json", "endmodel", "gz",
  ]

  /// Warns of a suffix that stands for another format.
  ///
  /// - Parameters:
  ///   - path: Where something was written; `-` has no suffix.
  ///   - contents: What it is, such as `the model`, with its format.
  ///   - suffix: The suffix that fits.
  static func check(_ path: String, holds contents: String, as suffix: String) {
    let name = path.split(separator: "/").last ?? ""
    guard path != "-", let dot = name.lastIndex(of: "."),
      known.contains(name[name.index(after: dot)...].lowercased()),
      !name.hasSuffix("." + suffix)
    else { return }
    Console.remark(
      Diagnostic(
        severity: .warning,
        at: SourceLocation(path),
        "\(contents), but the suffix is '\(name[dot...])'",
        help: "name it '\(name[..<dot]).\(suffix)'"
      )
    )
  }
}
