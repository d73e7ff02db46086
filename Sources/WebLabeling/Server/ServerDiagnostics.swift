internal import ActiveLearning
internal import CorpusIO
internal import Glibc
internal import LabelModels
package import LabelingCore
internal import LabelStore
internal import NIOCore
internal import PluginHost

/// Finds the words for the errors of all modules.
package enum ServerDiagnostics {
  /// What to tell of an error; one at least.
  package static func of(_ error: any Error) -> [Diagnostic] {
    let found: [Diagnostic] =
      switch error {
      case let error as Diagnostic: [error]
      case let error as ActiveLearningError: [error.diagnostic]
      case let error as CorpusError: [error.diagnostic]
      case let error as LabelModelError: [error.diagnostic()]
      case let error as PluginError: error.diagnostics
      case let error as StoreError: [error.diagnostic]
      case let error as IOError:
        [
          Diagnostic(
            "the address cannot be listened at: \(String(cString: strerror(error.errnoCode)))",
            help: "another program may hold the port: choose one with '--port', 0 takes a free one"
          )
        ]
      default: []
      }
    return found.isEmpty ? [Diagnostic("\(error)")] : found
  }
}
