package import LabelModels
internal import LabelingCore
internal import PluginHost

extension OnlineLabeler {
  /// Name of all that decides the labels: the task, and a digest of functions, model and options.
  ///
  /// By it programs that keep labels know which ones another version would change.
  /// - Throws: `LabelModelError` for a model that cannot be written down.
  package func version() throws(LabelModelError) -> String {
    var facts = plugin.manifest.functions.flatMap { [$0.name, $0.fingerprint] }
    facts += plugin.manifest.labelSpace.classes
    facts += [options.ties.rawValue, "\(options.labelsUncovered)"]
    facts.append(Digest(of: try LabelModelFile(model).bytes()).description)
    let digest = Digest(of: facts.joined(separator: "\n"))
    return "\(plugin.task)-\(digest.description.prefix(12))"
  }
}
