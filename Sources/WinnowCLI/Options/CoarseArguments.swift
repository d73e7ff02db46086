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
    try labels(of: plugin.manifest.labelSpace, knownBy: "task '\(plugin.task)'")
  }

  /// How labels are written.
  ///
  /// - Parameters:
  ///   - labelSpace: The classes.
  ///   - owner: Whose classes they are, for messages.
  /// - Returns: Where labels stop; `nil` for labels that are classes.
  /// - Throws: A `Diagnostic` for classes without groups.
  func labels(of labelSpace: LabelSpace, knownBy owner: String) throws -> CoarseLabels? {
    guard let coarseBelow else { return nil }
    guard let tree = labelSpace.tree else { throw Self.lacksGroups(owner, "--coarse-below") }
    return CoarseLabels(tree: tree, threshold: coarseBelow)
  }

  /// The error that the classes of a task or a model stand in no groups.
  static func lacksGroups(_ owner: String, _ option: String) -> Diagnostic {
    Diagnostic(
      "the classes of \(owner) stand in no groups",
      help: "let them conform to ClassTree and list 'static let groups', or leave '\(option)' out"
    )
  }
}
