/// What a labeling function goes by: the part of its kind in all that is done with functions.
///
/// A kind of function is one file: the type that authors write, and the rule it stands for. What
/// the host has to know is in the manifest, so a new kind touches nothing else. A rule looks at
/// documents one by one, as a ``DocumentRule``, or it is matched with all others in one pass over
/// the text, as a ``TextRule``.
protocol FunctionRule: Sendable {
  /// The kind's name, as the manifest, `winnow functions` and runs show it.
  static var kind: String { get }

  /// What is wrong with the declaration of a function of this name, whatever the documents are;
  /// `nil` if nothing is.
  func mistake(of name: String) -> (headline: String, help: String)?

  /// What it says wherever it votes; `nil` where that depends on the document.
  var meaning: BallotMeaning? { get }

  /// The rule made ready to run in this process, with the files read that it names.
  ///
  /// - Parameters:
  ///   - place: Where it is declared.
  ///   - classes: The task's classes.
  ///   - vote: Index of what it says wherever it votes; −1 where that depends on the document.
  /// - Returns: The rule, ready to run.
  /// - Throws: What is wrong with what it names.
  func loaded(
    at place: SourcePlace,
    classes: [String],
    voting vote: Int16
  ) throws(PluginProblem) -> Self

  /// What is told of it, once it is loaded.
  var facts: RuleFacts { get }

  /// What finds the parts of a document that make it match; `nil` where there is nothing to tell.
  func partSearch() -> PartSearch?
}

extension FunctionRule {
  func mistake(of name: String) -> (headline: String, help: String)? { nil }

  func loaded(
    at place: SourcePlace,
    classes: [String],
    voting vote: Int16
  ) throws(PluginProblem) -> Self { self }
}

/// A rule that looks at documents one by one.
protocol DocumentRule: FunctionRule {
  /// What votes: it takes a document and returns the index of a ballot, or −1 to abstain.
  ///
  /// It is asked for once and called for each document: so that no call pays for more than that
  /// of a closure.
  /// - Parameter sheet: The plugin's ballots.
  /// - Returns: What is called for each document.
  func voter(on sheet: BallotSheet) -> (Document) throws -> Int16
}

/// A rule that says the same wherever a text matches; all of a plugin are matched together.
protocol TextRule: FunctionRule {
  /// Index of what it says, once it is loaded.
  var vote: Int16 { get set }

  /// Takes part in the plan of matching all such functions in one pass.
  ///
  /// - Throws: Why no engine accepts it.
  func join(_ plan: inout MatchingPlan, as function: Int) throws(PatternError)

  /// What finds its matches in a text, for the few documents that somebody looks at; `nil` for a
  /// rule that no engine accepts.
  func search() -> TextSearch?
}

extension TextRule {
  func loaded(
    at place: SourcePlace,
    classes: [String],
    voting vote: Int16
  ) throws(PluginProblem) -> Self {
    var loaded = self
    loaded.vote = vote
    return loaded
  }

  func partSearch() -> PartSearch? {
    guard let search = search() else { return nil }
    return { [vote] document, body in
      search.forEachMatch(in: document.textBytes) {
        body(MatchedPart(field: nil, bytes: $0, vote: vote))
      }
    }
  }
}

/// What the manifest tells of a rule.
struct RuleFacts {
  /// Indices of the ballots it can cast; `nil` when only running it tells.
  var votes: [Int16]?
  /// Whether it cannot run without a text field; `nil` when only running it tells.
  var readsText: Bool?
  /// Whether the parts of a document that make it match can be told.
  var tellsParts = true
  /// All that decides its votes but the task's classes and LabelingKit; `nil` for code, whose
  /// fingerprint is the plugin's.
  var contents: [String]?
  /// The file it reads, as it is declared, and the digest of that file.
  var resource: (path: String, digest: String)?
}

/// A part of a text, or of a field's value, that makes a function match.
struct MatchedPart: Equatable {
  /// Index of the field, or `nil` for the text.
  var field: UInt32?
  /// UTF-8 bytes from the start of the text or value.
  var bytes: Range<Int>
  /// Index of the ballot it votes for.
  var vote: Int16
}

/// Gives `body` the parts of a document, in the order of the text.
typealias PartSearch = (_ document: Document, _ body: (MatchedPart) -> Void) -> Void
