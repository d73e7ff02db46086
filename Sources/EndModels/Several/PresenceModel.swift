internal import RealModule

/// A binary end model of whether documents have one of several classes.
///
/// Where all documents have the class, or none has, nothing tells them apart: then every document
/// has it with the share of documents that do.
struct PresenceModel: EndModel {
  static let name = "presence"

  /// The model that learns where there is something to learn.
  var model: any EndModel

  var classWeighting: ClassWeighting {
    get { model.classWeighting }
    set { model.classWeighting = newValue }
  }

  func fitted(
    to set: TrainingSet,
    from start: FittedEndModel?,
    threadCount: Int?
  ) throws(EndModelError) -> FittedEndModel {
    do throws(EndModelError) {
      return try model.fitted(to: set, from: start, threadCount: threadCount)
    } catch {
      guard case .tooFewClasses = error else { throw error }
    }
    let totals = set.classTotals
    var facts = TrainingFacts()
    facts.documents = set.weights?.count { $0 > 0 } ?? set.features.rowCount
    return FittedEndModel(
      name: type(of: model).name,
      labelSpace: set.labelSpace,
      columnCount: set.features.columnCount,
      weights: [Float](repeating: 0, count: set.features.columnCount),
      intercepts: [Double.log((totals[1] + 0.5) / (totals[0] + 0.5))],
      balance: totals.map { $0 / (totals[0] + totals[1]) },
      facts: facts
    )
  }
}
