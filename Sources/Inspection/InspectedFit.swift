package import LabelModels
package import LabelingCore
package import Runs

/// The model that was fitted to the votes of an inspection.
package enum InspectedFit: Sendable {
  /// A model of one class a document.
  case one(FitRun.Outcome)
  /// A model of several classes a document, and their probabilities.
  case several(MultiLabelFitRun.Outcome, SoftLabels)

  /// Name of the model.
  package var name: String {
    switch self {
    case .one(let fit): type(of: fit.fitted).name
    case .several(let fit, _): fit.fitted.name
    }
  }

  /// Probability of each class for each pattern of votes; of several classes each on its own.
  package var posteriors: SoftLabels {
    switch self {
    case .one(let fit): fit.posteriors
    case .several(_, let probabilities): probabilities
    }
  }

  /// What to beware of.
  package var warnings: [LabelModelWarning] {
    switch self {
    case .one(let fit): fit.warnings
    case .several(let fit, _): fit.warnings
    }
  }

  /// What the model estimates of each function; nothing where documents have several classes.
  package var voterEstimates: [VoterEstimate] {
    switch self {
    case .one(let fit): fit.fitted.voterEstimates
    case .several: []
    }
  }

  /// How a model of one class did on held-out gold labels; `nil` without that.
  package var check: GoldCheck? {
    if case .one(let fit) = self { fit.check } else { nil }
  }

  /// How a model of several classes did on held-out gold labels; `nil` without that.
  package var multiLabelCheck: MultiLabelCheck? {
    if case .several(let fit, _) = self { fit.check } else { nil }
  }
}
