/// The label models of spans by name.
package enum SpanModelRegistry {
  /// All models, the default first, with the hyperparameters they have unless told otherwise.
  package static let models: [any SpanModel] = [
    SpanLabelModel(),
    SpanMajority(),
    LongestMatch(),
    TokenMajority(),
    TokenDawidSkene(),
  ]

  /// Name of the model that is fitted unless another is asked for.
  package static var defaultName: String { names[0] }

  /// Names of all models.
  package static var names: [String] { models.map { type(of: $0).name } }

  /// The model of this name with its default hyperparameters.
  package static func model(named name: String) throws(LabelModelError) -> any SpanModel {
    for model in models where type(of: model).name == name { return model }
    throw .unknownSpanModel(name)
  }
}
