internal import LabelStore
package import LabelingCore
internal import PluginHost

extension ReportRun {
  /// Finds the task as it is now, to mark in documents what made functions vote.
  ///
  /// A task that cannot be built costs the marks, and no report.
  /// - Parameters:
  ///   - task: The task, as the run's command line names it.
  ///   - onBuild: Called with the task's name when it has to be built.
  /// - Returns: A warning if the task cannot be built.
  package mutating func findPlugin(
    of task: String,
    onBuild: (_ name: String) -> Void
  ) -> Diagnostic? {
    do {
      let location = try TaskLocation(of: task, from: run.folder)
      plugin = try PluginBuilder(location).plugin { onBuild(location.name) }
      return nil
    } catch {
      return Diagnostic(
        severity: .warning,
        "task '\(run.task)' cannot be built, so nothing is marked in documents",
        help: "'winnow build \(task)' shows why"
      )
    }
  }
}
