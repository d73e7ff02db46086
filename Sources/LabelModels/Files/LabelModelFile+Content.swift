package import LabelingCore

extension LabelModelFile.Content {
  /// How many classes a document has.
  package var kind: LabelKind {
    switch self {
    case .one: .one
    case .several: .several
    }
  }

  /// Name of the model.
  package var name: String {
    switch self {
    case .one(let model): type(of: model).name
    case .several(let model): model.name
    }
  }

  /// Voters it was fitted to, in order.
  package var voters: [String] {
    switch self {
    case .one(let model): model.voters
    case .several(let model): model.voters
    }
  }

  /// Classes it was fitted to, in order.
  package var labelSpace: LabelSpace {
    switch self {
    case .one(let model): model.labelSpace
    case .several(let model): model.labelSpace
    }
  }
}
