/// A plugin's functions made ready to run, or what stands in the way.
struct PluginFunctions {
  /// The functions in the order of the source, their rules loaded.
  private(set) var declarations: [FunctionDeclaration]
  /// Matches all functions that are matched together; `nil` when a pattern is malformed.
  private(set) var matcher: TextMatcher?
  /// The class of each function that is matched, by function; −1 for the others.
  private(set) var matcherVotes: [Int16] = []
  /// The functions that look at documents one by one, in order, and what votes.
  private(set) var voters: [(function: Int, vote: (Document) throws -> Int16)] = []
  private(set) var problems: [PluginProblem]
  private var entries: [TextMatcher.Entry] = []

  init(_ declarations: [FunctionDeclaration], classes: [String]) {
    self.declarations = declarations
    problems = PluginProblem.all(in: declarations, classes: classes)
    load(classes: classes)
    for (index, declaration) in self.declarations.enumerated() {
      let rule = declaration.rule as? any TextRule
      matcherVotes.append(rule?.vote ?? -1)
      if let rule { entries.append(TextMatcher.Entry(function: index, rule: rule)) }
      if let rule = declaration.rule as? any DocumentRule { voters.append((index, rule.voter())) }
    }
    compileMatcher()
  }

  /// What votes for a function that looks at documents one by one.
  func voter(of function: Int) -> ((Document) throws -> Int16)? {
    voters.first { $0.function == function }?.vote
  }

  /// A matcher of some of the functions that are matched; `nil` when there is none of all.
  func matcher(of indices: [Int]) -> TextMatcher? {
    guard let matcher, indices.count < matcher.functions.count else { return matcher }
    let wanted = Set(indices)
    return (try? TextMatcher(entries.filter { wanted.contains($0.function) })) ?? matcher
  }

  private mutating func load(classes: [String]) {
    for (index, declaration) in declarations.enumerated() where declaration.unlisted.isEmpty {
      do throws(PluginProblem) {
        declarations[index].rule =
          try declaration.rule.loaded(at: declaration.place, classes: classes)
      } catch {
        problems.append(error)
      }
    }
  }

  private mutating func compileMatcher() {
    do throws(TextMatcher.Problem) {
      matcher = try TextMatcher(entries)
    } catch {
      problems.append(
        PluginProblem(
          place: declarations[error.function].place,
          headline: "function '\(declarations[error.function].name)': \(error.error)",
          help: error.error == .tooLarge
            ? "split it into several functions; long lists of words belong in a Lookup"
            : "the dialect is described at LabelingKit's Pattern"
        )
      )
    }
  }
}
