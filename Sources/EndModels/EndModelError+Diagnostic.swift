package import LabelingCore

extension EndModelError: DiagnosableError {
  package var diagnostics: [Diagnostic] { [diagnostic()] }

  /// The error in words, at the file at fault where there is one.
  package func diagnostic(at location: SourceLocation? = nil) -> Diagnostic {
    let (headline, help) = words
    return Diagnostic(at: location, headline, help: help)
  }

  private var words: (headline: String, help: String?) {
    switch self {
    case .noDocuments:
      ("there is no labeled document to learn from", "label some documents first")
    case .tooFewClasses(let found):
      (
        "an end model tells at least two classes apart, the labels have "
          + (found.isEmpty ? "none" : "only " + found.map { "'\($0)'" }.joined(separator: ", ")),
        "label documents of another class too"
      )
    case .invalidHyperparameter(let name, let rule): ("'\(name)' \(rule)", nil)
    case .startDiffers:
      ("the model to start from has other features or classes", "train from scratch")
    case .unknownModel(let name):
      (
        "there is no end model '\(name)'",
        Suggestion.help(for: name, among: EndModelRegistry.names, kind: "models")
      )
    case .notModelFile:
      (
        "the file is not an end model",
        "write one with 'winnow train LABELS --output model.endmodel'"
      )
    case .unsupportedVersion(let found, let supported):
      found > supported
        ? (
          "the end model has version \(found), this program reads version \(supported)",
          "use a newer winnow, or train the model again"
        )
        : (
          "the end model has version \(found), whose features are not those of this program: "
            + "it would classify differently",
          "train the model again"
        )
    case .damaged(let rule):
      ("the end model is damaged: \(rule)", "train the model again, or copy the file again")
    }
  }
}
