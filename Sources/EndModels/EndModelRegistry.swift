/// The end models by name.
package enum EndModelRegistry {
  /// All of them, the default first, with the hyperparameters they have unless told otherwise.
  package static let models: [any EndModel] = [
    LogisticRegression(),
    MultinomialNaiveBayes(),
  ]

  /// Their names.
  package static var names: [String] { models.map { type(of: $0).name } }
  /// Name of the model that is trained unless another is asked for.
  package static var defaultName: String { names[0] }
  /// Names of the models with a penalty on their weights.
  package static var regularizedNames: [String] {
    models.filter { $0 is any RegularizedEndModel }.map { type(of: $0).name }
  }

  /// The model of this name with its default hyperparameters.
  package static func model(named name: String) throws(EndModelError) -> any EndModel {
    for model in models where type(of: model).name == name { return model }
    throw .unknownModel(name)
  }
}
