internal import Glibc

/// A plugin's functions made ready to run, or what stands in the way.
struct PluginFunctions {
  let declarations: [FunctionDeclaration]
  /// The tables of lookups, by function.
  private(set) var lookups: [Int: LookupTable] = [:]
  /// Matches all keyword and pattern functions; `nil` when a pattern is malformed.
  private(set) var matcher: TextMatcher?
  /// The class of each keyword and pattern function, by function; −1 for the others.
  let matcherVotes: [Int16]
  /// The functions that the matcher does not run.
  let others: [Int]
  private(set) var problems: [PluginProblem] = []

  init(_ declarations: [FunctionDeclaration], classes: [String]) {
    self.declarations = declarations
    matcherVotes = declarations.map { $0.matcherVote ?? -1 }
    others = declarations.indices.filter { declarations[$0].matcherVote == nil }
    problems = PluginProblem.all(in: declarations, classes: classes)
    loadLookups(classes: classes)
    compileMatcher()
  }

  private mutating func loadLookups(classes: [String]) {
    let extra = getenv("WINNOW_RESOURCES").map { [String(cString: $0)] } ?? []
    for (index, declaration) in declarations.enumerated() {
      guard case .lookup(let path, let meaning, let field) = declaration.rule,
        declaration.unlisted.isEmpty
      else { continue }
      let source = declaration.place.file
      let folder = source.lastIndex(of: "/").map { String(source[..<$0]) } ?? "."
      do throws(LookupTable.Problem) {
        lookups[index] = try LookupTable(
          path: path,
          folders: extra + [folder],
          meaning: meaning,
          field: field,
          classes: classes
        )
      } catch {
        problems.append(
          PluginProblem(
            place: error.place ?? declaration.place,
            headline: error.headline,
            help: error.help
          )
        )
      }
    }
  }

  /// A matcher of some keyword and pattern functions; `nil` when there is none of all.
  func matcher(of indices: [Int]) -> TextMatcher? {
    guard let matcher, indices.count < matcher.functions.count else { return matcher }
    let wanted = Set(indices)
    return (try? TextMatcher(entries.filter { wanted.contains($0.function) })) ?? matcher
  }

  private var entries: [TextMatcher.Entry] {
    declarations.enumerated().compactMap { index, declaration in
      switch declaration.rule {
      case .keywords, .pattern: TextMatcher.Entry(function: index, rule: declaration.rule)
      case .code, .lookup: nil
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

extension FunctionDeclaration {
  /// The class of a keyword or pattern function; `nil` for one that is not matched by text alone.
  fileprivate var matcherVote: Int16? {
    switch rule {
    case .keywords(_, _, let vote), .pattern(_, _, let vote): vote
    case .code, .lookup: nil
    }
  }
}
