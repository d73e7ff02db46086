package import LabelStore
internal import LabelingCore
package import PluginHost

/// The plugin that shows what made functions vote, and which of its functions are those asked for.
package struct MatchSource {
  let plugin: LoadablePlugin
  /// The asked-for function that each of the plugin's functions is; `nil` for others.
  private let numbers: [Int?]

  /// Takes all functions of a plugin as they are.
  init(_ plugin: LoadablePlugin) {
    self.plugin = plugin
    numbers = plugin.manifest.functions.indices.map { $0 }
  }

  /// Takes the functions that are as they were in a run; `nil` when there are none.
  package init?(_ plugin: LoadablePlugin, asIn run: RunRecord) {
    guard plugin.manifest.labelSpace.classes == run.classes else { return nil }
    self.plugin = plugin
    numbers = plugin.manifest.functions.map { function in
      run.functions.firstIndex {
        $0.name.isExactly(function.name) && $0.fingerprint == function.fingerprint
      }
    }
    if known.isEmpty { return nil }
  }

  /// The plugin's functions that are asked for.
  var known: Set<Int> { Set(numbers.indices.filter { numbers[$0] != nil }) }

  /// The asked-for function that one of the plugin's functions is.
  func number(of function: Int) -> Int? { numbers[function] }

  /// A match by the number of the asked-for function; `nil` for one of another function.
  func renumbered(_ match: FunctionMatch) -> FunctionMatch? {
    number(of: match.function).map {
      FunctionMatch(function: $0, span: match.span, ballot: match.ballot)
    }
  }
}
