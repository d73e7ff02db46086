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
      """
  )
  var coarseBelow: Double?

  func validate() throws {
    guard let coarseBelow, !(coarseBelow > 0.5 && coarseBelow <= 1) else { return }
    throw UsageError(
      value: "\(coarseBelow)",
      of: "--coarse-below",
      help: "write a probability above 0.5 and at most 1, such as 0.6"
    )
  }

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
