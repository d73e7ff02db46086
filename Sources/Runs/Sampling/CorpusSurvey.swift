internal import ByteIO
internal import CorpusIO
internal import LabelIO
internal import LabelingCore
internal import TextKit

/// What a first pass over a corpus tells of its documents: all that a choice depends on.
struct CorpusSurvey {
  /// What is asked of each document.
  struct Questions {
    /// The field whose values are strata.
    var stratumField: String?
    /// Whether these values name several classes a document.
    var labels = LabelKind.one
    /// Votes whose patterns are strata.
    var votes: VoteTable?
    /// The id field; `nil` takes `id`.
    var idField: String?
    /// The field of classes.
    var classField: String?
    /// The field of weights.
    var weightField: String?
    /// Whether the entropy of the labels is the weight.
    var readsEntropy = false
    /// What stands before the names of labels' fields.
    var labelPrefix = ""
    /// The text field, for near-duplicates.
    var textField: String?
  }

  private(set) var count = 0
  private(set) var fields = FieldTable()
  private(set) var strata = SampleStrata()
  /// The line on which each stratum comes up first, where strata name several classes.
  private(set) var stratumLines: [Int] = []
  private(set) var classes = SampleStrata()
  private(set) var weights: [Double] = []
  private(set) var signatures = TextSignatures()
  let rejects: RejectLog
  /// What was read, for a second pass.
  let reading: CorpusReading

  /// Reads the corpus.
  ///
  /// - Throws: `CorpusError`, and a `Diagnostic` for a field that no document has, for
  ///   weights that are none, and for documents without votes.
  init(_ source: CorpusSource, _ questions: Questions, _ files: RunFiles) throws {
    rejects = try source.rejectLog(files)
    reading = CorpusReading(source.paths)
    let pass = reading.pass()
    let reader = try CorpusSequence(
      paths: source.paths,
      options: source.options,
      rejects: rejects,
      witness: pass
    )
    let patterns = questions.votes.map(PatternNames.init)
    var stratum = questions.stratumField.map(AskedField.init)
    var sets =
      questions.labels == .several ? questions.stratumField.map { LabelSetSelector($0) } : nil
    var classField = questions.classField.map(AskedField.init)
    var weight = questions.weightField.map(AskedField.init)
    var text = questions.textField.map(AskedField.init)
    var id = patterns.map { _ in AskedField(questions.idField ?? "id") }
    var entropy = questions.readsEntropy ? LabelEntropy(prefix: questions.labelPrefix) : nil
    var batch = DocumentBatch()
    var room = DocumentRoom(source.documentLimit)
    let corpus = reading
    while try corpus.within(pass, { try room.read(reader, into: &batch) }) {
      let names = reader.fields
      stratum?.resolve(names)
      sets?.resolve(names)
      classField?.resolve(names)
      weight?.resolve(names)
      text?.resolve(names)
      id?.resolve(names)
      entropy?.resolve(batch, names)
      for row in 0..<batch.count {
        let place = SourceLocation(reader.path, line: batch.records[row].line)
        if sets != nil {
          let text = sets?.text(at: row, in: &batch) ?? ""
          strata.append(text.isEmpty ? SampleStrata.missing : text)
          if strata.names.count > stratumLines.count {
            stratumLines.append(batch.records[row].line)
          }
        } else if stratum != nil {
          strata.append(stratum?.string(at: row, in: &batch) ?? SampleStrata.missing)
        }
        if let patterns {
          strata.append(try patterns.name(of: id?.string(at: row, in: &batch), at: place))
        }
        if classField != nil {
          classes.append(classField?.string(at: row, in: &batch) ?? SampleStrata.missing)
        }
        if let field = questions.weightField {
          weights.append(try Self.weight(weight?.string(at: row, in: &batch), field, at: place))
        }
        if let entropy {
          guard let value = entropy.value(at: row, of: batch) else {
            throw Diagnostic(
              at: place,
              "the document has no probabilities of classes",
              help: "'--uncertainty' reads what 'winnow label' wrote; "
                + "'--label-prefix' names what stands before its fields"
            )
          }
          weights.append(value)
        }
        if text != nil {
          if let slice = text?.slice(at: row, in: &batch) {
            signatures.append(batch.bytes[slice.range])
          } else {
            signatures.append([])
          }
        }
      }
      count += batch.count
    }
    fields = reader.fields
    try reading.finish(pass)
    try rejects.finish()
    let asked = [
      (stratum, "--stratify"), (classField, "--class-field"), (weight, "--weight-field"),
      (text, "--text-field"), (id, "--id-field"),
    ]
    for case (let field?, let option) in asked { try field.check(fields, option, source) }
  }

  private static func weight(
    _ text: String?,
    _ field: String,
    at place: SourceLocation
  ) throws -> Double {
    guard let weight = text.flatMap({ Double($0) }), weight >= 0, weight.isFinite else {
      throw Diagnostic(
        at: place,
        "field '\(field)' is not a number of at least 0",
        help: "every document needs a weight; '--weight-field' names another field"
      )
    }
    return weight
  }
}

/// A field that is looked for in all documents.
private struct AskedField {
  private var selector: FieldSelector
  private var values: [FieldSelector.Value] = []

  init(_ path: String) { selector = FieldSelector(path) }

  mutating func resolve(_ fields: FieldTable) { selector.resolve(fields) }

  mutating func slice(at row: Int, in batch: inout DocumentBatch) -> DocumentBatch.Slice? {
    selector.text(at: row, in: &batch, using: &values)
  }

  /// The value; `nil` where there is none or an empty one.
  mutating func string(at row: Int, in batch: inout DocumentBatch) -> String? {
    slice(at: row, in: &batch).flatMap { $0.length == 0 ? nil : batch.string($0) }
  }

  func check(_ fields: FieldTable, _ option: String, _ source: CorpusSource) throws {
    guard !selector.isResolved, !fields.names.isEmpty else { return }
    throw Diagnostic(
      at: SourceLocation(source.paths[0]),
      "there is no field '\(selector.path)'",
      help: "name it with '\(option)'; "
        + Suggestion.help(for: selector.path, among: fields.names, kind: "fields")
    )
  }
}

/// Vote patterns in words, by document.
private struct PatternNames {
  private var patternOfID: [ExactString: Int] = [:]
  private let names: [String]

  init(_ table: VoteTable) {
    let votes = table.patterns
    for (id, pattern) in zip(table.ids, votes.patternOfRow) {
      patternOfID[ExactString(id)] = Int(pattern)
    }
    names = (0..<votes.patternCount).map { x in
      let entries = votes.entries(of: x).map {
        // Confidences would make a pattern of nearly each document.
        "\(votes.voters[Int($0.voter)])="
          + (votes.kind == .several
            ? votes.ballots.name(ofBallot: Int($0.ballot), in: votes.labelSpace)
            : BallotNotation.text(
              of: votes.ballots.classes(of: Int($0.ballot)),
              in: votes.labelSpace
            ))
      }
      return entries.isEmpty ? "(no votes)" : entries.joined(separator: " ")
    }
  }

  func name(of id: String?, at place: SourceLocation) throws -> String {
    guard let pattern = id.flatMap({ patternOfID[ExactString($0)] }) else {
      throw Diagnostic(
        at: place,
        id == nil ? "the document has no id to find its votes by" : "the document has no votes",
        help: "give the votes that 'winnow apply' wrote for this corpus, and its '--id-field'"
      )
    }
    return names[pattern]
  }
}
