internal import Foundation

/// Keyword and pattern functions as data, and the words a corpus for them is made of.
struct FunctionList: Decodable {
  /// One function; it has either keywords or a pattern.
  struct Function: Decodable {
    /// Name of the function.
    let name: String
    /// The class it votes for.
    let vote: String
    /// Any of these as whole words, whatever their case.
    let keywords: [String]?
    /// A regular expression.
    let pattern: String?
  }

  /// Names of the classes; Swift identifiers.
  let classes: [String]
  /// Functions in an order whose prefixes of 10 and 20 are mixed alike.
  let functions: [Function]
  /// Words of no class, separated by spaces.
  let filler: String?
  /// Words of each class, separated by spaces.
  let words: [String: String]?
  /// Tokens of each class that its patterns find.
  let tokens: [String: [String]]?

  /// Reads a list from a JSON file.
  init(path: String) throws {
    let data = try Data(contentsOf: URL(filePath: path))
    self = try JSONDecoder().decode(FunctionList.self, from: data)
  }

  /// The source of a task that holds the first `count` functions.
  ///
  /// - Parameters:
  ///   - count: Number of functions.
  ///   - word: Takes the place of the first function's keywords.
  /// - Returns: Swift source.
  func taskSource(count: Int, changingFirstTo word: String? = nil) -> String {
    let declarations = functions.prefix(count).enumerated().map { index, function in
      if let word, index == 0 {
        return "  Keywords(\"\(function.name)\", [\"\(word)\"], vote: .\(function.vote))"
      }
      if let pattern = function.pattern {
        return "  Pattern(\"\(function.name)\", ###\"\(pattern)\"###, vote: .\(function.vote), "
          + "matchesCase: true)"
      }
      let words = (function.keywords ?? []).map { "\"\($0)\"" }.joined(separator: ", ")
      return "  Keywords(\"\(function.name)\", [\(words)], vote: .\(function.vote))"
    }
    return source(declarations)
  }

  /// The source of a task of ten closures that use the byte helpers.
  ///
  /// `Benchmarks/closures.py` has the same logic for Snorkel; change both together.
  var closureSource: String {
    let classes = classes
    let declarations = (0..<10).map { index -> String in
      let name = classes[index % classes.count]
      let body: String
      switch index {
      case 0..<4:
        let words = Self.someWords(of: name, in: self).prefix(3).map { "\"\($0)\"" }
        body = "document.containsAny(of: [\(words.joined(separator: ", "))])"
      case 4..<8:
        let words = Self.someWords(of: name, in: self).suffix(2).map { "\"\($0)\"" }
        body = words.map { "document.contains(\($0))" }.joined(separator: " || ")
      case 8: body = "document.byteCount < 60 && !document.contains(\"http\")"
      default: body = "document.count(of: \"e\") > 12"
      }
      return """
          LabelingFunction("closure\(index + 1)") { document in
            \(body) ? .\(name) : nil
          }
        """
    }
    return source(declarations)
  }

  /// The words that the keyword functions of a class look for, in order of appearance.
  private static func someWords(of name: String, in list: FunctionList) -> [String] {
    var words: [String] = []
    for function in list.functions where function.vote == name {
      for word in function.keywords ?? [] where !words.contains(word) { words.append(word) }
    }
    return words
  }

  private func source(_ declarations: [String]) -> String {
    """
    import LabelingKit

    /// The classes of the benchmark.
    enum Label: String, LabelClass {
    \(classes.map { "  case \($0)" }.joined(separator: "\n"))
    }

    /// Functions that were written by `winnow-benchmarks`.
    let labelingFunctions = LabelingFunctionSet(for: Label.self) {
    \(declarations.joined(separator: "\n"))
    }

    """
  }
}
