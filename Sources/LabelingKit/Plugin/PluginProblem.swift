/// A mistake in a plugin's declarations.
struct PluginProblem {
  let place: SourcePlace
  let headline: String
  let help: String

  /// Names that are malformed or taken, and rules that cannot match anything.
  static func all(in declarations: [FunctionDeclaration], classes: [String]) -> [PluginProblem] {
    var problems: [PluginProblem] = []
    var places: [String: SourcePlace] = [:]
    for declaration in declarations {
      if !isName(declaration.name) {
        problems.append(
          PluginProblem(
            place: declaration.place,
            headline: "'\(declaration.name)' is not a function name",
            help: "a name is a letter, then letters, digits, '_', '-' or '.'"
          )
        )
      } else if let first = places[declaration.name] {
        problems.append(
          PluginProblem(
            place: declaration.place,
            headline: "the function name '\(declaration.name)' is taken",
            help: "it is first used at \(first.file):\(first.line); rename one of the two"
          )
        )
      } else {
        places[declaration.name] = declaration.place
      }
      problems += problem(with: declaration.rule, of: declaration).map { [$0] } ?? []
      problems += declaration.unlisted.map { unlisted in
        PluginProblem(
          place: unlisted.place,
          headline:
            "function '\(declaration.name)' names class '\(unlisted.name)', which is not in allCases",
          help: classes.isEmpty
            ? "allCases lists no class"
            : "add it to allCases; classes are \(list(classes))"
        )
      }
    }
    if let place = declarations.first?.place { problems += self.problems(with: classes, place) }
    return problems
  }

  /// A rule that cannot match, or that matches whatever there is.
  private static func problem(
    with rule: FunctionDeclaration.Rule,
    of declaration: FunctionDeclaration
  ) -> PluginProblem? {
    switch rule {
    case .keywords(let keywords, _, _)
    where keywords.isEmpty || keywords.contains { $0.allSatisfy(\.isWhitespace) }:
      PluginProblem(
        place: declaration.place,
        headline: "function '\(declaration.name)' has no keywords, or a blank one",
        help: "list at least one word or phrase"
      )
    case .pattern(let pattern, _, _)
    where pattern.isEmpty || PatternParser.parse(pattern)?.syntax.isBlank == true:
      PluginProblem(
        place: declaration.place,
        headline: pattern.isEmpty
          ? "function '\(declaration.name)' has an empty pattern"
          : "function '\(declaration.name)' has a pattern with an empty alternative, which matches "
            + "every text",
        help: "write what is to be found; a function that always votes is "
          + "LabelingFunction(\"\(declaration.name)\") { _ in … }"
      )
    case .keywords, .pattern, .lookup, .code: nil
    }
  }

  /// Classes that cannot be told apart.
  private static func problems(with classes: [String], _ place: SourcePlace) -> [PluginProblem] {
    var seen: Set<[UInt8]> = []
    return classes.compactMap { name in
      let isNew = seen.insert(Array(name.utf8)).inserted
      guard !isNew || name.isEmpty else { return nil }
      return PluginProblem(
        place: place,
        headline: name.isEmpty ? "a class has no name" : "allCases lists class '\(name)' twice",
        help: "give each class its own raw value, such as \"ham\""
      )
    }
  }

  private static func list(_ classes: [String]) -> String {
    classes.prefix(10).map { "'\($0)'" }.joined(separator: ", ") + (classes.count > 10 ? ", …" : "")
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return name.unicodeScalars.allSatisfy {
      TextScan.isWord($0) || $0 == "-" || $0 == "."
    }
  }
}
