import LabelingKit

/// The entry that winnow looks up in the compiled plugin.
@c(winnow_plugin_v1)
public func winnowPlugin() -> UnsafeRawPointer { exportedPlugin(labelingFunctions) }
