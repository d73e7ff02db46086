internal import ArgumentParser
internal import Foundation
internal import LabelStore
internal import LabelingCore
internal import Platform
internal import PluginHost
internal import Sessions
internal import WebLabeling

/// Who works on a session, and what they see.
struct AnnotatorArguments: ParsableArguments {
  @Option(
    help: """
      Allow this annotator; a new one gets a token. May be repeated; where nobody has a token, \
      you get one.
      """
  )
  var annotator: [String] = []

  @Option(
    help: "Allow this annotator, who also settles disagreements. May be repeated."
  )
  var adjudicator: [String] = []

  @Option(
    help: "Allow this adjudicator, who also sees how well everybody answers. May be repeated."
  )
  var manager: [String] = []

  @Option(help: "Replace this annotator's token with a new one. May be repeated.")
  var newToken: [String] = []

  @Option(help: "A field that annotators do not see, such as a known label. May be repeated.")
  var hideField: [String] = []

  /// Whether any of it was given.
  var isUsed: Bool {
    ![annotator, adjudicator, manager, newToken, hideField].allSatisfy(\.isEmpty)
  }

  /// Opens a session for the pages.
  ///
  /// - Parameters:
  ///   - path: The session's file.
  ///   - plugin: The plugin that labels online; `nil` finds the session's own.
  /// - Returns: The session, with its documents at hand.
  /// - Throws: A `Diagnostic` when there is no such session, or its corpus has changed.
  func service(for path: String, plugin: LoadablePlugin?) throws -> SessionService {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Diagnostic(
        at: SourceLocation(path),
        "there is no such session",
        help: "start one with 'winnow session start CORPUS --classes a,b --output FILE'"
      )
    }
    let bare = try SessionEngine(opening: path, origin: "browser")
    let found = try plugin ?? Self.plugin(of: bare.settings)
    let engine: SessionEngine
    if let found {
      bare.close()
      engine = try SessionEngine(opening: path, plugin: found, origin: "browser")
    } else {
      engine = bare
    }
    try engine.checkCorpus()
    try engine.checkHidden(hideField)
    return SessionService(engine, hidingFields: hideField)
  }

  /// Gives roles to those who are named with one, and tokens to those who have none.
  ///
  /// Tokens are printed: it is the only time. Who has a higher role keeps it. A name that
  /// resembles a known one is refused as mistyped, before anybody is added.
  func giveTokens(in engine: SessionEngine) throws {
    try checkNewTokens(in: engine)
    var names = annotator + adjudicator + manager
    if try names.isEmpty && newToken.isEmpty && engine.annotatorsWithToken().isEmpty {
      names = [Environment.value(of: "USER") ?? "annotator"]
    }
    let newcomers = try engine.newcomers(among: names)
    for (names, role) in [
      (annotator, AnnotatorRole.annotator), (adjudicator, .adjudicator), (manager, .manager),
    ] {
      for name in names {
        let person = try engine.annotator(named: name)
        if person.role < role { try engine.setRole(role, of: person) }
      }
    }
    let people = try names.map { try engine.annotator(named: $0) }
    let renewed = try newToken.map { try engine.annotator(named: $0) }
    let known = Set(try engine.annotatorsWithToken())
    var seen: Set<Annotator> = []
    let wanted = (people.filter { !known.contains($0) } + renewed)
      .filter { seen.insert($0).inserted }
    for person in wanted {
      let token = try SessionAccounts.giveToken(to: person.name, in: engine)
      Terminal.print("token of \(person.name): \(token.secret)")
    }
    if !wanted.isEmpty { Terminal.print("tokens are shown this once; '--new-token' makes others") }
    for name in newcomers { Terminal.note("annotator '\(name)' is new to \(engine.path)") }
  }

  /// Refuses a new token for somebody whom the session does not know: a name that was mistyped.
  private func checkNewTokens(in engine: SessionEngine) throws {
    let known = try engine.annotators().map(\.name) + annotator + adjudicator + manager
    for name in newToken where !known.contains(where: { $0.isExactly(name) }) {
      throw Diagnostic(
        "there is no annotator '\(name)' to replace the token of",
        help: Suggestion.help(for: name, among: known, kind: "annotators")
      )
    }
  }

  /// The plugin whose functions voted, for the words they matched; pages do without it.
  private static func plugin(of settings: SessionSettings) throws -> LoadablePlugin? {
    guard let task = settings.task else { return nil }
    do {
      let location = try TaskLocation(of: task, from: FileManager.default.currentDirectoryPath)
      return try PluginBuilder(location).plugin {
        Terminal.note("building task '\(location.name)' …")
      }
    } catch let error as PluginError {
      Terminal.note("warning: matched words are not marked: \(error.diagnostics[0].headline)")
      return nil
    }
  }
}
