internal import LabelingCore

/// What the compiler said of a task, as far as it helps to fix it.
struct CompilerReport {
  /// What it said at one place, notes included.
  private struct Remark {
    let location: SourceLocation
    let isError: Bool
    let message: String
    var lines: [Substring]
  }

  /// What it wrote, without its progress and without what follows from other mistakes.
  let text: String
  /// The first mistake; `nil` when it names no place.
  let first: (location: SourceLocation, message: String)?

  /// Reads what the compiler wrote.
  ///
  /// A mistake in a task's sources makes its `Plugin.swift` wrong too: that is left out.
  init(_ output: String) {
    var remarks: [Remark] = []
    for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
      if let remark = Self.remark(line) {
        remarks.append(remark)
      } else if !remarks.isEmpty {
        remarks[remarks.count - 1].lines.append(line)
      }
    }
    let entry = "/Plugin.swift"
    if remarks.contains(where: { $0.isError && !$0.location.path.hasSuffix(entry) }) {
      remarks.removeAll { $0.location.path.hasSuffix(entry) }
    }
    text = remarks.isEmpty ? output : remarks.flatMap(\.lines).joined(separator: "\n")
    first = remarks.first(where: \.isError).map { ($0.location, $0.message) }
  }

  /// How to fix the first mistake.
  ///
  /// Votes are classes or ballots, and the compiler speaks of the one that was not meant.
  var help: String {
    let parts = first?.message.split(separator: "'", omittingEmptySubsequences: false) ?? []
    if parts.count == 5, parts[0] == "type ", parts[2] == " has no member " {
      if Self.namingClasses.contains(parts[3]) {
        return "look for a misspelt class in '.\(parts[3])(…)', then run the command again"
      }
      if parts[1].hasPrefix("Ballot<") {
        return "write a class as '.only(.\(parts[3]))' in code that casts other ballots too"
      }
    }
    return "fix what the compiler reports, then run the command again"
  }

  /// The ballots that name classes.
  private static let namingClasses: Set<Substring> = ["absent", "anyOf", "not", "only", "present"]

  /// The beginning of a remark: `path:line:column: error: message`.
  private static func remark(_ line: Substring) -> Remark? {
    guard line.hasPrefix("/") else { return nil }
    for kind in ["error", "warning"] {
      guard let mark = line.firstRange(of: ": \(kind): ") else { continue }
      let parts = line[..<mark.lowerBound].split(separator: ":")
      guard parts.count > 2, let lineNumber = Int(parts[parts.count - 2]),
        let column = Int(parts[parts.count - 1])
      else { continue }
      let path = parts.dropLast(2).joined(separator: ":")
      return Remark(
        location: SourceLocation(path, line: lineNumber, column: column),
        isError: kind == "error",
        message: String(line[mark.upperBound...]),
        lines: [line]
      )
    }
    return nil
  }
}
