/// One plugin in one process: its declarations, made ready to run at first use.
final class PluginImage {
  let classes: [String]
  private let declarations: () -> [FunctionDeclaration]
  private(set) lazy var functions = PluginFunctions(declarations(), classes: classes)
  let patterns = PatternCache()
  /// Reused from batch to batch, a document per row.
  var documents: [Document] = []

  init(classes: [String], declarations: @escaping () -> [FunctionDeclaration]) {
    self.classes = classes
    self.declarations = declarations
  }
}
