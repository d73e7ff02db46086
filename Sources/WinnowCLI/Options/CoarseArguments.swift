internal import ArgumentParser
internal import LabelIO
internal import LabelingCore
internal import OptionValues
internal import PluginHost

/// Whether labels stop at a group of classes.
struct CoarseArguments: ParsableArguments {
  @Option(
    help: """
      Write the deepest group of classes, or class, that is this probable at least, above 0.5; \
      for tasks whose classes stand in groups.
      """,
    transform: OptionValue.number(in: 0.5...1, excludesLower: true)
  )
  var coarseBelow: Double?

  /// How labels are written; `nil` for classes.
  ///
  /// - Throws: A `Diagnostic` for a task without groups.
  func labels(of plugin: LoadablePlugin) throws -> CoarseLabels? {
    guard let coarseBelow else { return nil }
    guard let tree = plugin.manifest.tree else {
      throw Diagnostic(
        "the classes of task '\(plugin.task)' stand in no groups",
        help: "let them conform to ClassTree and list 'static let groups', or leave "
          + "'--coarse-below' out"
      )
    }
    return CoarseLabels(tree: tree, threshold: coarseBelow)
  }
}
