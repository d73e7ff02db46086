internal import Foundation
package import LabelingCore

/// What the sources of a task say of its classes: the doc comments of the enumeration's cases.
///
/// The compiler keeps no comments, so they are read where they stand. A line `Example: …` of a
/// comment is an example, a line `Color: #rrggbb` a color; the rest describes the class.
package struct ClassComments: Hashable, Sendable {
  /// What is said of one class.
  package struct Comment: Hashable, Sendable {
    /// What belongs to it.
    package var description: String?
    /// A text that does.
    package var example: String?
    /// A color, as it was written.
    package var color: String?
    /// Where the case is declared.
    package var location: SourceLocation
  }

  /// The comments by the name of the case.
  package private(set) var comments: [String: Comment] = [:]

  /// Reads the Swift files of a folder.
  ///
  /// Without a folder, as for a plugin that comes without its sources, nothing is said.
  package init(inFolder folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() where name.hasSuffix(".swift") {
      guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) else {
        continue
      }
      read(text, of: "\(folder)/\(name)")
    }
  }

  private mutating func read(_ source: String, of path: String) {
    var isInside = false
    var lines: [Substring] = []
    let all = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in all.enumerated() {
      let words = line.drop { $0 == " " || $0 == "\t" }
      if words.hasPrefix("///") {
        lines.append(words.dropFirst(3))
        continue
      }
      if words.contains("enum "), words.contains("LabelClass") {
        isInside = true
      } else if isInside, words.hasPrefix("}") {
        isInside = false
      } else if isInside, words.hasPrefix("case ") {
        let name = words.dropFirst(5).drop { $0 == " " || $0 == "`" }
          .prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let location = SourceLocation(path, line: number + 1)
        if !lines.isEmpty { comments[String(name)] = Self.comment(lines, at: location) }
      }
      lines = []
    }
  }

  private static func comment(_ lines: [Substring], at location: SourceLocation) -> Comment {
    var comment = Comment(location: location)
    var words: [String] = []
    for line in lines {
      let line = line.trimmingCharacters(in: .whitespaces)
      let bare = line.hasPrefix("- ") ? String(line.dropFirst(2)) : line
      if let rest = rest(of: bare, after: "Example:") {
        comment.example = rest
      } else if let rest = rest(of: bare, after: "Color:") {
        comment.color = rest
      } else {
        words.append(line)
      }
    }
    let text = words.joined(separator: " ").trimmingCharacters(in: .whitespaces)
    comment.description = text.isEmpty ? nil : text
    return comment
  }

  private static func rest(of line: String, after key: String) -> String? {
    guard line.hasPrefix(key) else { return nil }
    let rest = line.dropFirst(key.count).trimmingCharacters(in: .whitespaces)
    return rest.isEmpty ? nil : rest
  }
}
