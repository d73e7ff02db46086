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
  private let fit: Fit
  /// Gold labels by id, besides those of the corpus' gold field.
  package var gold: GoldTable?
  /// A field that says how probable it was that a document got its gold label.
  package var inclusionField: String?
  /// Ids of documents whose rows are wanted.
  package var ids: Set<ExactString> = []

  /// Which model is fitted.
  private enum Fit {
    case one(FitRun)
    case several(MultiLabelFitRun)
  }

  /// Prepares a run of a task with one class a document; the fit is not checked.
  package init(apply: ApplyRun, fit: FitRun) {
    self.apply = apply
    var fit = fit
    fit.voters = .functions
    fit.checks = false
    self.fit = .one(fit)
  }

  /// Prepares a run of a task with several classes a document; the fit is not checked.
  package init(apply: ApplyRun, fit: MultiLabelFitRun) {
    self.apply = apply
    var fit = fit
    fit.checks = false
    self.fit = .several(fit)
  }

  /// Applies the functions and fits the model.
  ///
  /// - Throws: What reading, applying and fitting throw; a `Diagnostic` when the
  ///   corpus lacks the inclusion field or it holds no probability.
  package func run() throws -> Inspection {
    switch fit {
    case .one(let fit): try runOne(fit)
    case .several(let fit): try runSeveral(fit)
    }
  }

  private func runOne(_ fit: FitRun) throws -> Inspection {
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
      fit: .one(fitted),
      labels: fitted.fitted.hardLabels(from: fitted.posteriors, of: votes)
    )
    inspection.goldSets = golds.sets
    inspection.classCases = manifest.classCases ?? []
    return inspection
  }

  /// The same for a task with several classes a document.
  private func runSeveral(_ fit: MultiLabelFitRun) throws -> Inspection {
    let manifest = apply.plugin.manifest
    try InputSpool.keep(apply.source.paths)
    let pass = try MultiLabelPass(apply)
    var sets =
      pass.goldSets.isEmpty ? [[Int]?](repeating: nil, count: pass.ids.count) : pass.goldSets
    var join = gold.map { GoldJoin($0) }
    if let gold {
      for (row, set) in try gold.labelSets(of: pass.ids, in: manifest.labelSpace).enumerated() {
        if let set { sets[row] = set }
      }
    }
    var rowsOfIDs: [ExactString: Int] = [:]
    for (row, id) in pass.ids.enumerated() {
      _ = join?.row(of: id)
      let key = ExactString(id)
      if ids.contains(key) { rowsOfIDs[key] = row }
    }
    try join?.outcome.check(against: "the corpus")
    let fitted = try fit.run(on: pass.votes)
    let probabilities = try fitted.fitted.probabilities(of: pass.votes)
    var list = LabelList(ofSetsIn: manifest.labelSpace)
    func number(_ set: [Int]?) throws -> Vote {
      guard let label = list.number(adding: set) else {
        throw Diagnostic(
          at: SourceLocation(apply.source.paths[0]),
          "documents have more different sets of classes than can be looked at",
          help: "look at a part of the corpus with '--limit'"
        )
      }
      return label
    }
    let labels = try fitted.fitted.labelSets(from: probabilities, of: pass.votes).map(number)
    let golds = try sets.map(number)
    var inspection = Inspection(
      task: apply.plugin.task,
      places: manifest.functions.map { "\($0.location)" },
      matches: MatchSource(apply.plugin),
      source: pass.apply.source,
      reading: apply.reading,
      outcome: pass.applied,
      votes: pass.votes,
      labelList: list,
      golds: golds,
      inclusion: gold?.inclusion(of: pass.ids),
      gold: join?.outcome,
      rowsOfIDs: rowsOfIDs,
      fit: .several(fitted, probabilities),
      labels: labels
    )
    inspection.classCases = manifest.classCases ?? []
    return inspection
  }
}
