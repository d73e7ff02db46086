internal import ActiveLearning
package import LabelIO
internal import LabelStore
package import LabelingCore
internal import Platform

/// Gold labels for all who judge by them: of a file in any corpus format, or of a session.
package enum GoldLabels {
  /// Reads the gold labels at a path; `-` is standard input.
  ///
  /// - Parameters:
  ///   - path: The path.
  ///   - labels: How many classes a document has.
  /// - Returns: The labels by id.
  /// - Throws: What reading throws, and `LabelIOError` when rows of an id disagree.
  package static func read(_ path: String, _ labels: LabelKind = .one) throws -> GoldTable {
    var file = GoldFile(at: path)
    file.kind = labels
    return try read(file)
  }

  /// Reads the gold labels of a file that says how it is read, or of the session it is.
  package static func read(_ file: GoldFile) throws -> GoldTable {
    if file.path != "-", let session = try session(at: file.path, for: file.kind) {
      return session
    }
    return try file.read()
  }

  /// The gold labels of a session; `nil` for a file that is not a session.
  ///
  /// They are chosen where a strategy or an annotator chose any of its documents by what was
  /// known of them.
  /// Of answers that were imported without a strategy nothing is known: they count as random.
  private static func session(at path: String, for kind: LabelKind) throws -> GoldTable? {
    // A pipe is read once, by the reader of gold labels.
    guard (try? FileStatus(of: path))?.kind == .plain,
      let file = try? FileDescriptor.open(path, for: .reading)
    else { return nil }
    defer { file.close() }
    var head = [UInt8](repeating: 0, count: 16)
    // What cannot be read here is told by the reader of gold labels.
    guard (try? head.withUnsafeMutableBytes { try file.read(into: $0, at: 0) }) == 16,
      head == Array("SQLite format 3\0".utf8)
    else { return nil }
    let engine = try SessionEngine(opening: path, for: .reading)
    defer { engine.close() }
    let all = try engine.consensus(engine.store.answers())
    var table = GoldTable(path: path)
    for document in all.keys.sorted() {
      let label = all[document]?.says.map { $0.goldText(in: engine.labelSpace, for: kind) } ?? ""
      table.add(id: engine.documents[document].id, label: label, line: document + 2)
    }
    table.areChosen = try engine.givenAnswers().contains { answer in
      let event = answer.event
      guard event.kind != .skip, all[answer.document] != nil else { return false }
      guard let strategy = event.strategy else { return !event.origin.hasPrefix("import") }
      // These say nothing of how a document came to be the one that is asked about again.
      guard strategy != StoredQuestion.overlapStrategy, strategy != StoredQuestion.checkStrategy
      else { return false }
      return strategy != RandomSampling.name
    }
    return table
  }
}

extension LabelAnswer {
  /// The answer as a file of gold labels has it: `billing+login` of several classes, `[]` of none.
  ///
  /// - Parameters:
  ///   - labelSpace: The classes.
  ///   - kind: How many classes a document has for the reader, who takes a class for the notation of
  ///     several where it may have several.
  /// - Returns: The text; empty for what is no label.
  func goldText(in labelSpace: LabelSpace, for kind: LabelKind) -> String {
    let names = presentClasses.map { labelSpace.classes[$0] }
    return switch self {
    case .classes: StatementNotation.text(ofPresent: names)
    case .oneClass where kind == .several: StatementNotation.text(ofPresent: names)
    case .skipped, .oneClass, .notClass: names.first ?? ""
    }
  }
}
