/// The end models by name.
package enum EndModelRegistry {
  /// All of them, the default first, with their default hyperparameters.
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

  /// The model of this name with hyperparameters; what it has none of is left as it is.
  ///
  /// - Parameters:
  ///   - name: The model's name.
  ///   - inverseRegularization: The larger, the weaker the penalty; `nil` for the model's default.
  ///   - classWeighting: How much documents of each class count.
  /// - Returns: The model.
  /// - Throws: ``EndModelError/unknownModel(_:)`` when there is none of this name.
  package static func model(
    named name: String,
    inverseRegularization: Double?,
    classWeighting: ClassWeighting
  ) throws(EndModelError) -> any EndModel {
    var chosen = try model(named: name)
    if let inverseRegularization, var regularized = chosen as? any RegularizedEndModel {
      regularized.inverseRegularization = inverseRegularization
      chosen = regularized
    }
    chosen.classWeighting = classWeighting
    return chosen
  }

  /// The model of this name with its default hyperparameters.
  package static func model(named name: String) throws(EndModelError) -> any EndModel {
    for model in models where type(of: model).name == name { return model }
    throw .unknownModel(name)
  }
}
