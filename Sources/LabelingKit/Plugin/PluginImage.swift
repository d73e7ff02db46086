/// One plugin in one process: its declarations, made ready to run at first use.
final class PluginImage {
  let classes: [String]
  private let declarations: () -> [FunctionDeclaration]
  private(set) lazy var functions = PluginFunctions(declarations(), classes: classes)
  /// Tells what matched; made at first use, as labeling needs none.
  private(set) lazy var spanFinder = SpanFinder(functions)
  let patterns = PatternCache()
  /// Reused from batch to batch, a document per row.
  var documents: [Document] = []

  init(classes: [String], declarations: @escaping () -> [FunctionDeclaration]) {
    self.classes = classes
    self.declarations = declarations
  }
}
