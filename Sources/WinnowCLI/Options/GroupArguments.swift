internal import ArgumentParser
internal import LabelIO
internal import LabelingCore

/// The groups that classes of a file stand in, where the file does not say so.
struct GroupArguments: ParsableArguments {
  @Option(
    help: """
      Groups that the classes stand in: JSON that has the classes of each group by its name, or a \
      model of such classes.
      """
  )
  var groups: String?

  /// The groups; `nil` where the option is not given.
  ///
  /// - Throws: A `Diagnostic` for a file of anything else.
  func named() throws -> NamedGroups? {
    try groups.map { path in
      try NamedGroups(bytes: WholeFile.groups.bytes(at: path), path: path)
    }
  }
}
