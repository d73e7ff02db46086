internal import ActiveLearning
internal import ByteIO
internal import CorpusIO
internal import EndModels
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import Workspace

/// Documents with gold labels as they were read, with their n-grams and votes.
struct SimulationReader {
  private var terms: DocumentTerms
  private var labelSpace = LabelSpace([])
  private var gold: [LabelAnswer] = []
  private var votes: VotePatterns?
  /// Documents left out, as they have no gold label.
  private(set) var unknownCount = 0
  /// What went wrong in functions.
  private(set) var faults: [LabelingFunctionFault] = []
  /// Bad records that were left out.
  private(set) var rejectedCount = 0
  /// The first bad records.
  private(set) var firstRejects: [RejectedRecord] = []

  /// Reads a corpus without labeling functions; its classes are those the gold field names.
  init(_ source: CorpusSource, features: FeatureOptions, _ files: RunFiles) throws {
    let field = source.goldField ?? ""
    let texts = try TrainingTextReader(
      source: source,
      files: files,
      labels: .classes(field: field),
      options: features
    ).read()
    terms = texts.terms
    labelSpace = texts.labelSpace
    gold = texts.golds.map { .oneClass($0.classIndex) }
    unknownCount = texts.unlabeledCount
    rejectedCount = texts.rejects.count
    firstRejects = texts.rejects.first
    guard labelSpace.classCount > 1 else {
      let found = labelSpace.classes.first.map { "only the class '\($0)'" } ?? "no class"
      throw Self.useless("the gold field '\(field)' names \(found)", in: source)
    }
  }

  /// Reads a corpus and applies labeling functions to it.
  init(applying apply: ApplyRun, features: FeatureOptions) throws {
    let manifest = apply.plugin.manifest
    labelSpace = manifest.labelSpace
    var builder = VotePatterns.Builder(
      voters: manifest.functions.map(\.name),
      labelSpace: labelSpace
    )
    var terms = DocumentTerms(options: features)
    var gold: [LabelAnswer] = []
    var documentCount = 0
    let applied = try apply.run { voted in
      guard let texts = voted.batch.texts else {
        throw MissingText.diagnostic(
          "a classifier learns from",
          in: apply.source,
          fields: voted.origin.fields
        )
      }
      let golds = voted.golds
      let known = golds.indices.filter { !golds[$0].isAbstain }
      documentCount += golds.count
      gold += known.map { .oneClass(golds[$0].classIndex) }
      terms.append(known.map { texts[$0] }, of: voted.batch.documents.bytes)
      voted.forEachRow { row, votes in
        if !golds[row].isAbstain { builder.append(votes) }
      }
    }
    self.terms = terms
    self.gold = gold
    votes = builder.finish(saying: applied.ballots)
    unknownCount = documentCount - gold.count
    faults = applied.faults
    rejectedCount = applied.rejectedCount
    firstRejects = applied.firstRejects
    guard !gold.isEmpty else {
      let field = apply.source.goldField ?? ""
      throw Self.useless("no document has a gold label in '\(field)'", in: apply.source)
    }
  }

  /// Reads a corpus whose documents may have several classes, and applies labeling functions to it.
  init(applyingSeveral apply: ApplyRun, features: FeatureOptions) throws {
    let pass = try MultiLabelPass(apply)
    let judged = pass.judgedVotes
    labelSpace = judged.labelSpace
    var builder = VotePatterns.Builder(
      voters: judged.voters,
      labelSpace: labelSpace,
      ballots: judged.ballots
    )
    terms = DocumentTerms(options: features)
    var source = apply.source
    source.goldField = nil
    let stream = try CorpusStream(
      source,
      labelSpace: nil,
      rejects: RejectLog(policy: source.errorPolicy),
      reading: apply.reading
    )
    var start = 0
    while let batch = try stream.next() {
      guard start + batch.documents.count <= judged.rowCount else { break }
      guard let texts = batch.texts else {
        throw MissingText.diagnostic(
          "a classifier learns from",
          in: apply.source,
          fields: FieldTable(batch.fieldNames)
        )
      }
      let known = batch.documents.records.indices.filter {
        judged.goldClasses(of: Int(judged.patternOfRow[start + $0])) != nil
      }
      for row in known {
        let pattern = Int(judged.patternOfRow[start + row])
        gold.append(.classes(judged.goldClasses(of: pattern) ?? []))
        builder.append(entries: judged.entries(of: pattern))
      }
      terms.append(known.map { texts[$0] }, of: batch.documents.bytes)
      start += batch.documents.count
    }
    guard start == judged.rowCount else {
      throw apply.reading.change(of: apply.source.paths[0])
    }
    votes = builder.finish()
    unknownCount = start - gold.count
    faults = pass.applied.faults
    rejectedCount = pass.applied.rejectedCount
    firstRejects = pass.applied.firstRejects
    guard !gold.isEmpty else {
      let field = apply.source.goldField ?? ""
      throw Self.useless("no document has gold labels in '\(field)'", in: apply.source)
    }
  }

  /// The documents, with their features.
  var corpus: SimulationCorpus {
    SimulationCorpus(
      labelSpace: labelSpace,
      known: gold,
      features: HashedFeatures(fittingTo: terms).features(of: terms),
      votes: votes
    )
  }

  private static func useless(_ headline: String, in source: CorpusSource) -> Diagnostic {
    Diagnostic(
      at: SourceLocation(source.paths[0]),
      headline,
      help: "name the field that holds the known labels with '--gold FIELD'"
    )
  }
}
