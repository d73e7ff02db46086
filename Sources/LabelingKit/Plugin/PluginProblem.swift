internal import TextKit

/// A mistake in a plugin's declarations.
struct PluginProblem: Error {
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
      if let mistake = declaration.rule.mistake(of: declaration.name) {
        problems.append(
          PluginProblem(
            place: declaration.place,
            headline: mistake.headline,
            help: mistake.help
          )
        )
      }
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
      $0.isWordCharacter || $0 == "-" || $0 == "."
    }
  }
}
