import Foundation
import TestSupport
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

  /// All texts in the sources that name a command or an option: string literals, but for those
  /// that say what an option is for.
  static func inSources() throws -> [(place: String, text: String)] {
    let root = URL(filePath: PackageFolder.path).appending(path: "Sources")
    let files = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    var found: [(place: String, text: String)] = []
    for file in (files ?? []).sorted() where file.hasSuffix(".swift") {
      let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
      var isDeclaration = false
      for (number, line) in text.components(separatedBy: "\n").enumerated() {
        let code = line.drop { $0 == " " }
        if code.hasPrefix("//") { continue }
        if ["@Option(", "@Flag(", "@Argument("].contains(where: line.contains) {
          isDeclaration = true
        }
        if !isDeclaration {
          found += literals(line).filter(names).map { ("\(file):\(number + 1)", $0) }
        }
        if code.hasPrefix("var ") { isDeclaration = false }
      }
    }
    return found
  }

  /// All advice in the golden files that names a command or an option.
  static func inGoldenFiles() throws -> [(place: String, text: String)] {
    let folder = "\(PackageFolder.path)/Tests/WinnowTests/Golden"
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().flatMap { name in
      try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        .split(separator: "\n").filter { $0.hasPrefix("help: ") && names(String($0)) }
        .map { (name, String($0)) }
    }
  }

  /// Whether a text names a command or an option, and says something about it.
  private static func names(_ text: String) -> Bool {
    // A list of options is a part of a usage error.
    let isList = text.wholeMatch(of: /('--[a-z-]+'(, | or )?)+/) != nil
    return !isList && text.contains(/'winnow [a-z]|'--[a-z]|(: |write )--[a-z]/)
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
