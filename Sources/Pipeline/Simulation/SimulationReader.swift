internal import ActiveLearning
internal import CorpusIO
internal import EndModels
internal import LabelingCore
internal import PluginHost

/// Reads documents with gold labels, their features and votes.
struct SimulationReader {
  /// What reading led to.
  struct Facts {
    var faults: [LabelingFunctionFault] = []
    var rejectedCount = 0
    var firstRejects: [RejectedRecord] = []
  }

  private var terms: DocumentTerms
  private var labelSpace = LabelSpace([])
  private var gold: [Vote] = []
  private var votes: VotePatterns?
  /// Documents left out, as they have no gold label.
  private(set) var unknownCount = 0

  init(features: FeatureOptions) { terms = DocumentTerms(options: features) }

  /// Reads a corpus without labeling functions; its classes are those the gold field names.
  mutating func read(_ source: CorpusSource, _ input: SpooledInput?) throws -> Facts {
    labelSpace = try GoldClasses.find(in: source, field: source.goldField ?? "")
    input?.rewind()
    let writer = try source.rejectsPath.map { try RejectsWriter(CorpusOutput.open(path: $0)) }
    let rejects = RejectLog(policy: source.errorPolicy, writer: writer)
    let stream = try CorpusStream(source, labelSpace: labelSpace, rejects: rejects)
    while let batch = try stream.next() {
      guard let texts = batch.labeling.texts else {
        throw stream.missingText("classifiers learn from the text")
      }
      append(texts, of: batch.labeling.documents, golds: batch.golds)
    }
    try writer?.finish()
    return Facts(rejectedCount: rejects.count, firstRejects: rejects.first)
  }

  /// Reads a corpus and applies labeling functions to it.
  mutating func read(applying apply: ApplyRun) throws -> Facts {
    let manifest = apply.plugin.manifest
    labelSpace = manifest.labelSpace
    var builder = VotePatterns.Builder(
      voters: manifest.functions.map(\.name),
      labelSpace: labelSpace
    )
    let applied = try apply.run { batch in
      guard let texts = batch.applied.batch.texts else {
        throw Diagnostic(
          at: SourceLocation(apply.source.paths[0]),
          "classifiers learn from the text, but there is no field 'text'",
          help: "name it with '--text-field FIELD'"
        )
      }
      append(texts, of: batch.applied.batch.documents, golds: batch.golds)
      batch.forEachRow { row, votes in
        if !batch.golds[row].isAbstain { builder.append(votes) }
      }
    }
    votes = builder.finish()
    return Facts(
      faults: applied.faults,
      rejectedCount: applied.rejectedCount,
      firstRejects: applied.firstRejects
    )
  }

  /// The corpus of the documents read.
  func corpus(of source: CorpusSource) throws -> SimulationCorpus {
    guard !gold.isEmpty else {
      throw Diagnostic(
        at: SourceLocation(source.paths[0]),
        "no document has a gold label in '\(source.goldField ?? "")'",
        help: "name the field that holds the known labels with '--gold'"
      )
    }
    return SimulationCorpus(
      labelSpace: labelSpace,
      gold: gold,
      features: HashedFeatures(fittingTo: terms).features(of: terms),
      votes: votes
    )
  }

  private mutating func append(
    _ texts: [DocumentBatch.Slice],
    of documents: DocumentBatch,
    golds: [Vote]
  ) {
    let known = golds.indices.filter { !golds[$0].isAbstain }
    unknownCount += golds.count - known.count
    gold += known.map { golds[$0] }
    terms.append(known.map { texts[$0] }, of: documents.bytes)
  }
}
