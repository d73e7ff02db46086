internal import PluginABI

/// The table that a plugin's entry returns.
///
/// Each plugin exports it from one function, which `winnow new` writes:
///
/// ```swift
/// @c(winnow_plugin_v1)
/// public func winnowPlugin() -> UnsafeRawPointer { exportedPlugin(labelingFunctions) }
/// ```
/// - Parameter functions: The task's functions; evaluated after the host has
///   checked that both sides fit each other.
/// - Returns: A table that lives as long as the process.
public func exportedPlugin<Class: LabelClass>(
  _ functions: @autoclosure @escaping () -> LabelingFunctionSet<Class>
) -> UnsafeRawPointer {
  let image = PluginImage(
    classes: Class.allCases.map(\.rawValue),
    cases: ClassCases.names(of: Class.self),
    groups: ClassGroups.all(of: Class.self)
  ) {
    let set = functions()
    return (set.functions.map(\.declaration), set.labels)
  }
  let table = UnsafeMutablePointer<WinnowPlugin>.allocate(capacity: 1)
  table.initialize(
    to: WinnowPlugin(
      abi_version: UInt32(WINNOW_ABI_VERSION),
      table_byte_count: UInt32(MemoryLayout<WinnowPlugin>.size),
      compiler: winnow_compiler_identity(),
      kit_version: UnsafePointer(copy(WINNOW_KIT_VERSION)),
      context: UnsafeRawPointer(Unmanaged.passRetained(image).toOpaque()),
      describe: { context, running in
        guard let context else { return nil }
        return copy(PluginImage.of(context).describe(running: running))
      },
      release: { $0?.deallocate() },
      apply: { context, arena in
        guard let context, let arena else { return }
        PluginImage.of(context).apply(to: arena)
      },
      spans: { context, arena, taker, take in
        guard let context, let arena, let take else { return }
        PluginImage.of(context).forEachSpan(in: arena) { span in
          withUnsafePointer(to: span) { take(taker, $0) }
        }
      }
    )
  )
  return UnsafeRawPointer(table)
}

/// A text with a zero behind it, in memory of its own.
private func copy(_ text: String) -> UnsafeMutablePointer<CChar>? {
  text.utf8CString.withUnsafeBufferPointer { bytes in
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
    _ = copy.initialize(from: bytes)
    return copy.baseAddress
  }
}

extension PluginImage {
  /// The image behind a table's context.
  fileprivate static func of(_ context: UnsafeRawPointer) -> PluginImage {
    Unmanaged<PluginImage>.fromOpaque(context).takeUnretainedValue()
  }
}
