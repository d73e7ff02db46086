/// A plugin's functions made ready to run, or what stands in the way.
struct PluginFunctions {
  /// The functions in the order of the source, their rules loaded.
  private(set) var declarations: [FunctionDeclaration]
  /// Matches all functions that are matched together; `nil` when a pattern is malformed.
  private(set) var matcher: TextMatcher?
  /// The ballots that votes are for.
  let sheet: BallotSheet
  /// What each function says wherever it votes, by function; −1 where documents decide.
  private(set) var votes: [Int16] = []
  /// The functions that look at documents one by one, in order, and what votes.
  private(set) var voters: [(function: Int, vote: (Document) throws -> Int16)] = []
  private(set) var problems: [PluginProblem]
  private var entries: [TextMatcher.Entry] = []

  init(
    _ declarations: [FunctionDeclaration],
    on sheet: BallotSheet,
    groups: [ClassGroups.Named] = []
  ) {
    self.declarations = declarations
    self.sheet = sheet
    problems = PluginProblem.all(in: declarations, classes: sheet.classes)
    if let place = declarations.first?.place, let mistake = ClassGroups.mistake(of: groups, sheet) {
      problems.append(
        PluginProblem(place: place, headline: mistake.headline, help: mistake.help)
      )
    }
    votes = declarations.map { declaration in
      vote(for: declaration.rule.meaning, of: declaration, at: declaration.place) {
        (meaning: BallotMeaning) throws(BallotMistake) -> Int16 in
        try sheet.declare(meaning)
      }
    }
    load()
    for (index, declaration) in self.declarations.enumerated() {
      if let rule = declaration.rule as? any TextRule {
        entries.append(TextMatcher.Entry(function: index, rule: rule))
      }
      if let rule = declaration.rule as? any DocumentRule {
        voters.append((index, rule.voter(on: sheet)))
      }
      for example in declaration.examples {
        _ = vote(for: example.vote, of: declaration, at: example.place) {
          (meaning: BallotMeaning) throws(BallotMistake) -> Int16 in
          try sheet.vote(for: meaning)
        }
      }
    }
    compileMatcher()
  }

  /// The index of a ballot that a declaration names; what is wrong with it is a problem.
  private mutating func vote(
    for meaning: BallotMeaning?,
    of declaration: FunctionDeclaration,
    at place: SourcePlace,
    by index: (BallotMeaning) throws(BallotMistake) -> Int16
  ) -> Int16 {
    guard let meaning, declaration.unlisted.isEmpty else { return -1 }
    do throws(BallotMistake) {
      let vote = try index(meaning)
      if vote < 0 {
        problems.append(
          PluginProblem(
            place: place,
            headline: "function '\(declaration.name)' has a vote that says nothing: it names "
              + (meaning.classes.isEmpty ? "no class" : "every class, or none"),
            help: "name at least one class, and not all of them"
          )
        )
      }
      return vote
    } catch {
      problems.append(
        PluginProblem(
          place: place,
          headline: "function '\(declaration.name)' has a vote that this task cannot have: "
            + "\(error)",
          help: error.help
        )
      )
      return -1
    }
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

  private mutating func load() {
    for (index, declaration) in declarations.enumerated() where declaration.unlisted.isEmpty {
      do throws(PluginProblem) {
        declarations[index].rule = try declaration.rule.loaded(
          at: declaration.place,
          classes: sheet.classes,
          voting: votes[index]
        )
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
