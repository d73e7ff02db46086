/// The options on the command line of this process.
package enum GivenOptions {
  /// The first of some options that was given; `nil` when none was.
  ///
  /// - Parameters:
  ///   - names: Options with their dashes.
  ///   - arguments: The command line.
  /// - Returns: The option, with its dashes.
  package static func first(
    of names: [String],
    in arguments: [String] = Array(CommandLine.arguments.dropFirst())
  ) -> String? {
    for argument in arguments.prefix(while: { $0 != "--" }) {
      let name = argument.prefix { $0 != "=" }
      if let given = names.first(where: { $0.utf8.elementsEqual(name.utf8) }) { return given }
    }
    return nil
  }
}
