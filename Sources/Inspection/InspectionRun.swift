internal import ByteIO
internal import CorpusIO
package import LabelIO
internal import LabelModels
package import LabelingCore
internal import PluginHost
package import Runs
internal import Workspace

/// Applies a task to a corpus and fits a model, so that single documents can be looked at.
///
/// Gold labels judge, they do not anchor: what is shown is what the votes alone say.
package struct InspectionRun {
  /// The functions and the corpus; with a cache it is quick after the first run.
  package var apply: ApplyRun
  /// The fit.
  package var fit: FitRun
  /// Gold labels by id, besides those of the corpus' gold field.
  package var gold: GoldTable?
  /// A field that says how probable it was that a document got its gold label.
  package var inclusionField: String?
  /// Ids of documents whose rows are wanted.
  package var ids: Set<ExactString> = []

  /// Prepares a run; the fit is not checked.
  package init(apply: ApplyRun, fit: FitRun) {
    self.apply = apply
    self.fit = fit
    self.fit.voters = .functions
    self.fit.checks = false
  }

  /// Applies the functions and fits the model.
  ///
  /// - Throws: What reading, applying and fitting throw; a `Diagnostic` when the
  ///   corpus lacks the inclusion field or it holds no probability.
  package func run() throws -> Inspection {
    let manifest = apply.plugin.manifest
    try InputSpool.keep(apply.source.paths)
    var builder = VotePatterns.Builder(
      voters: manifest.functions.map(\.name),
      labelSpace: manifest.labelSpace
    )
    var join = try gold.map { try GoldJoin($0, in: manifest.labelSpace) }
    let knownInclusion = gold?.inclusion
    var golds = GoldColumn(classCount: manifest.labelSpace.classCount)
    var inclusion: [Double] = []
    var rowsOfIDs: [ExactString: Int] = [:]
    let outcome = try apply.run { batch in
      let start = golds.count
      golds.append(batch.golds, sets: batch.goldSets)
      if let inclusionField {
        inclusion += try InclusionField(inclusionField).probabilities(of: batch)
      } else if knownInclusion != nil {
        inclusion += [Double](repeating: 1, count: batch.golds.count)
      }
      batch.forEachRow { row, votes in builder.append(votes) }
      guard join != nil || !ids.isEmpty else { return }
      for row in 0..<batch.count {
        let id = batch.id(at: row)
        if let known = join?.row(of: id) {
          golds.set(join?.classes(ofRow: known), at: start + row)
          if let knownInclusion { inclusion[start + row] = knownInclusion[known] }
        }
        let key = ExactString(id)
        if ids.contains(key) { rowsOfIDs[key] = start + row }
      }
    }
    try join?.outcome.check(against: "the corpus")
    let votes = builder.finish(saying: outcome.ballots)
    let fitted = try fit.run(on: votes)
    var inspection = Inspection(
      task: apply.plugin.task,
      places: manifest.functions.map { "\($0.location)" },
      matches: MatchSource(apply.plugin),
      source: apply.source,
      reading: apply.reading,
      outcome: outcome,
      votes: votes,
      golds: golds.labels,
      inclusion: inclusionField == nil && knownInclusion == nil ? nil : inclusion,
      gold: join?.outcome,
      rowsOfIDs: rowsOfIDs,
      fit: fitted,
      labels: fitted.fitted.hardLabels(from: fitted.posteriors, of: votes)
    )
    inspection.goldSets = golds.sets
    inspection.classCases = manifest.classCases ?? []
    return inspection
  }
}
