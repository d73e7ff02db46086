package import ActiveLearning
package import ByteIO
package import CorpusIO
package import EndModels
internal import LabelingCore
package import PluginHost
package import Runs

/// Replays sessions on a corpus whose gold labels are known.
package struct SimulateRun {
  /// The corpus; it has a gold field.
  package var source: CorpusSource
  /// The files that the command reads and writes.
  package var files = RunFiles()
  /// Applies the labeling functions, where they take part.
  package var apply: ApplyRun?
  /// Which features documents have.
  package var features = FeatureOptions()
  /// What is compared.
  package var plan: SimulationPlan
  /// What curves are measured in; `nil` takes accuracy, or micro-F1 where documents may have several
  /// classes.
  package var score: Score?
  /// The level to reach; `nil` takes that of random sampling at the end.
  package var level: Double?
  /// Called with the number of sessions that are done, on any thread.
  package var onProgress: @Sendable (_ done: Int) -> Void = { _ in }

  /// What came out.
  package struct Outcome: Sendable {
    /// The sums.
    package var report: SimulationReport
    /// The curves of each arm, in the order of the repeats.
    package var curves: [[LearningCurve]]
    /// Names of the classes.
    package var classes: [String]
    /// Documents with a gold label.
    package var documentCount: Int
    /// Documents left out, as they have none.
    package var unknownCount: Int
    /// What went wrong in functions.
    package var faults: [LabelingFunctionFault]
    /// Bad records that were left out.
    package var rejectedCount: Int
    /// The first bad records.
    package var firstRejects: [RejectedRecord]
  }

  /// Prepares a simulation.
  package init(source: CorpusSource, apply: ApplyRun?, plan: SimulationPlan) {
    self.source = source
    self.apply = apply
    self.plan = plan
  }

  /// Refuses strategies that go by functions' votes where there are none.
  ///
  /// - Parameter names: Strategies as the user names them.
  /// - Throws: `ActiveLearningError`.
  package func check(strategies names: [String]) throws {
    for name in names {
      let strategy = try StrategyCatalogue.strategy(name)
      guard strategy.takesSeveral || apply?.plugin.manifest.labels != .several else {
        throw ActiveLearningError.ofOneClass(strategy: name)
      }
      guard strategy.needs.contains(.votes) else { continue }
      guard let apply else { throw ActiveLearningError.missing(.votes, strategy: name) }
      let functions = apply.plugin.manifest.functions.map(\.name)
      let prefix = "\(FunctionSettling.name):"
      if name.hasPrefix(prefix), !functions.contains(String(name.dropFirst(prefix.count))) {
        let function = String(name.dropFirst(prefix.count))
        throw ActiveLearningError.unknownFunction(function, functions: functions)
      }
    }
  }

  /// Reads the corpus and runs every session.
  ///
  /// - Throws: What reading and the functions throw, and `ActiveLearningError`.
  package func run() throws -> Outcome {
    let reader =
      try apply.map {
        $0.plugin.manifest.labels == .one
          ? try SimulationReader(applying: $0, features: features)
          : try SimulationReader(applyingSeveral: $0, features: features)
      }
      ?? SimulationReader(source, features: features, files)
    let corpus = reader.corpus
    let withheld = Int((Double(corpus.documentCount) * plan.withheldShare).rounded())
    guard corpus.documentCount - withheld > plan.budget else {
      throw Diagnostic(
        at: SourceLocation(source.paths[0]),
        "the budget of \(Formatting.count(plan.budget, "label")) is not below the "
          + "\(Formatting.count(corpus.documentCount - withheld, "document")) to ask about",
        notes: [
          "\(withheld) of \(Formatting.count(corpus.documentCount, "document")) "
            + "\(Formatting.verb(withheld, "is", "are")) withheld to measure with"
        ],
        help: "give a smaller '--budget'"
      )
    }
    let curves = try Simulation(of: corpus, plan: plan).run(onProgress: onProgress)
    return Outcome(
      report: SimulationReport(
        of: curves,
        plan: plan,
        score: score ?? (corpus.kind == .one ? .accuracy : .microF1),
        level: level
      ),
      curves: curves,
      classes: corpus.labelSpace.classes,
      documentCount: corpus.documentCount,
      unknownCount: reader.unknownCount,
      faults: reader.faults,
      rejectedCount: reader.rejectedCount,
      firstRejects: reader.firstRejects
    )
  }
}
