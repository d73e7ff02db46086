package import LabelingCore

extension Formatting {
  /// What a voter has in a column of the analysis table, as terminals show it.
  package static func cell(_ value: AnalysisColumn.Value) -> String {
    switch value {
    case .text(let text): text
    case .names(let names): names.joined(separator: ", ")
    case .count(let count): "\(count)"
    case .share(let value): share(value)
    case .interval(let interval): evidence(interval)
    }
  }
}
