package import LabelModels
internal import LabelingCore
package import PluginHost

extension LabelModelFile.Content {
  /// Refuses a task of other functions or classes than the model was fitted to.
  ///
  /// - Throws: ``LabelModelError/taskOfOtherKind(model:)``,
  ///   ``LabelModelError/votersDiffer(missing:extra:)`` or
  ///   ``LabelModelError/classesDiffer(expected:found:)``.
  package func check(_ task: PluginManifest) throws(LabelModelError) {
    guard task.labels == kind else { throw .taskOfOtherKind(model: kind) }
    let functions = task.functions.map(\.name)
    switch self {
    case .one(let model):
      try model.check(voters: functions, classes: task.labelSpace.classes)
    case .several(let model):
      try model.check(voters: functions, classes: task.labelSpace.classes)
    }
  }
}
