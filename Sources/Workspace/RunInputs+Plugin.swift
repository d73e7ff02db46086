internal import LabelStore
internal import LabelingCore
internal import PluginABI
package import PluginHost

extension RunInputs {
  /// Compares the functions that a run used, and what built them, with a plugin of today.
  package mutating func compare(_ plugin: LoadablePlugin) {
    let toolchain = String(cString: winnow_compiler_identity())
    if toolchain != run.toolchain {
      changes.append("toolchain: '\(run.toolchain)' then, '\(toolchain)' now")
    }
    if WINNOW_KIT_VERSION != run.winnowVersion {
      changes.append("winnow: version \(run.winnowVersion) then, \(WINNOW_KIT_VERSION) now")
    }
    if toolchain == run.toolchain, plugin.kitDigest.description != run.kitDigest {
      changes.append("LabelingKit: its sources have changed")
    }
    let now = Dictionary(
      plugin.manifest.functions.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for function in run.functions {
      guard let other = now[function.name] else {
        changes.append("function '\(function.name)' is gone")
        continue
      }
      if other.fingerprint != function.fingerprint {
        changes.append(
          "\(other.location): function '\(function.name)' is not its version "
            + "\(function.version) any more"
        )
      }
    }
    let before = Set(run.functions.map(\.name))
    for function in plugin.manifest.functions where !before.contains(function.name) {
      changes.append("\(function.location): function '\(function.name)' is new")
    }
  }
}
