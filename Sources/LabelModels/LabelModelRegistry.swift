/// The label models by name.
package enum LabelModelRegistry {
  /// All models, the default first, with the hyperparameters they have unless told otherwise.
  package static let models: [any LabelModel] = [
    PooledLabelModel(),
    MajorityVote(),
    WeightedVote(),
    DawidSkene(),
    OneCoinDawidSkene(),
    GLAD(),
    MACE(),
    TripletLabelModel(),
    NaiveBayes(),
  ]

  /// The model that is fitted unless another is asked for.
  package static var defaultModel: any LabelModel { models[0] }
  /// Its name.
  package static var defaultName: String { names[0] }

  /// Names of all models.
  package static var names: [String] { models.map { type(of: $0).name } }

  /// The model of this name with its default hyperparameters.
  package static func model(named name: String) throws(LabelModelError) -> any LabelModel {
    for model in models where type(of: model).name == name { return model }
    throw .unknownModel(name)
  }
}
