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
      throw Self.lacksGroups("task '\(plugin.task)'", "--coarse-below")
    }
    return CoarseLabels(tree: tree, threshold: coarseBelow)
  }

  /// How labels are written.
  ///
  /// - Parameters:
  ///   - labelSpace: The classes of a model.
  ///   - path: Its file, for messages.
  /// - Returns: Where labels stop; `nil` for labels that are classes.
  /// - Throws: A `Diagnostic` for a model without groups.
  func labels(of labelSpace: LabelSpace, in path: String) throws -> CoarseLabels? {
    guard let coarseBelow else { return nil }
    guard let tree = labelSpace.tree else {
      throw Diagnostic(
        "the classes of model '\(path)' stand in no groups",
        help: "fit it with '--groups FILE', or leave '--coarse-below' out"
      )
    }
    return CoarseLabels(tree: tree, threshold: coarseBelow)
  }

  /// The error that the classes of a task stand in no groups.
  static func lacksGroups(_ owner: String, _ option: String) -> Diagnostic {
    Diagnostic(
      "the classes of \(owner) stand in no groups",
      help: "let them conform to ClassTree and list 'static let groups', or leave '\(option)' out"
    )
  }
}
