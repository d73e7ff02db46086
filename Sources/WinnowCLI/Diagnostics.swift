internal import ActiveLearning
internal import ByteIO
internal import CorpusIO
internal import EndModels
internal import LabelIO
internal import LabelModels
internal import LabelStore
internal import LabelingCore
internal import PluginHost

/// Finds the words for the errors of all modules.
enum Diagnostics {
  /// What to tell the user of an error; empty when it is none of ours.
  static func of(_ error: any Error) -> [Diagnostic] {
    switch error {
    case let error as Diagnostic: [error]
    case let error as ActiveLearningError: [error.diagnostic]
    case let error as PluginError: error.diagnostics
    case let error as ByteError: [error.diagnostic]
    case let error as CorpusError: [error.diagnostic]
    case let error as LabelIOError: [error.diagnostic]
    case let error as StoreError: [error.diagnostic]
    case let error as LabelModelError: [error.diagnostic()]
    case let error as StoreError: [error.diagnostic]
    case let error as EndModelError: [error.diagnostic()]
    default: []
    }
  }
}

/// Ends a command whose findings have been shown with an exit code.
struct CommandFailure: Error {
  let code: Int32
  var diagnostics: [Diagnostic] = []

  func print() {
    for diagnostic in diagnostics { Console.print(diagnostic) }
  }

  /// The exit code of a command that did its work but found what `--strict` forbids.
  static let strictCode: Int32 = 2
}
