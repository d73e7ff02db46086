import Foundation
import Testing

/// A piece of advice in an error or a warning, and how it is followed.
struct Advice: CustomTestStringConvertible, Sendable {
  /// A part of the advice that is the same whatever it is about.
  var text: String
  /// Files in the working folder.
  var files: [String: String] = [:]
  /// Files that are no UTF-8.
  var bytes: [String: [UInt8]] = [:]
  /// Command lines that make the rest; all succeed.
  var before: [String] = []
  /// Files that are written, or removed, before the mistake.
  var changes: [String: String?] = [:]
  /// The command line that is given the advice; `nil` where it cannot be brought about.
  var mistake: String?
  /// Command lines that follow the advice, with its placeholders filled in; all succeed.
  var remedy: [String] = []
  /// A file in the working folder that is standard input.
  var input: String?
  /// Whether the tests' tasks can be found.
  var hasWorkspace = true

  var testDescription: String { text }

  /// The words of a command line; `''` is an empty one.
  static func words(_ line: String) -> [String] {
    line.split(separator: " ").map { $0 == "''" ? "" : String($0) }
  }

  /// All advice in the sources that names a command or an option: the text after `help:`.
  static func inSources() throws -> [(place: String, text: String)] {
    let root = URL(filePath: Workspace.packageRoot).appending(path: "Sources")
    let files = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    var found: [(place: String, text: String)] = []
    for file in (files ?? []).sorted() where file.hasSuffix(".swift") {
      let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
      let lines = text.components(separatedBy: "\n")
      for (number, line) in lines.enumerated() {
        let code = line.drop { $0 == " " }
        guard !code.hasPrefix("//"), let start = line.range(of: "help:") else { continue }
        // Options say in `help:` what they are for.
        let declaration = lines[max(0, number - 4)...number].joined(separator: "\n")
        if let option = declaration.range(
          of: "@(Option|Flag|Argument)\\(",
          options: .regularExpression
        ),
          !declaration[option.upperBound...].contains("var ")
        {
          continue
        }
        let advice = ([String(line[start.upperBound...])] + lines[(number + 1)...].prefix(4))
          .prefixUpToClosing().flatMap(literals).joined()
        if names(advice) { found.append(("\(file):\(number + 1)", advice)) }
      }
    }
    return found
  }

  /// All advice in the golden files that names a command or an option.
  static func inGoldenFiles() throws -> [(place: String, text: String)] {
    let folder = "\(Workspace.packageRoot)/Tests/WinnowTests/Golden"
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().flatMap { name in
      try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        .split(separator: "\n").filter { $0.hasPrefix("help: ") && names(String($0)) }
        .map { (name, String($0)) }
    }
  }

  /// Whether a text names a command or an option.
  private static func names(_ text: String) -> Bool {
    text.contains("'winnow ") || text.range(of: "--[a-z]", options: .regularExpression) != nil
  }

  /// The string literals of a line of code, without their quotes.
  private static func literals(_ line: String) -> [String] {
    var literals: [String] = []
    var current: String?
    var depth = 0
    var isEscaped = false
    for character in line {
      if isEscaped {
        isEscaped = false
        if character == "(" { depth += 1 } else { current?.append(character) }
      } else if depth > 0 {
        depth += character == "(" ? 1 : character == ")" ? -1 : 0
        if depth == 0 { current?.append("…") }
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        if let done = current {
          literals.append(done)
          current = nil
        } else {
          current = ""
        }
      } else {
        current?.append(character)
      }
    }
    return literals
  }
}

extension [String] {
  /// The lines of an argument: those before the one that closes the call or begins the next case.
  fileprivate func prefixUpToClosing() -> ArraySlice<String> {
    let end = dropFirst().firstIndex { line in
      let code = line.drop { $0 == " " }
      return code.hasPrefix(")") || code.hasPrefix("}") || code.hasPrefix("case ")
        || code.hasPrefix("guard ") || code.hasPrefix("return ")
    }
    return self[..<(end ?? endIndex)]
  }
}
