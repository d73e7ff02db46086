internal import PluginABI

extension PluginImage {
  /// Gives `body` the parts of a batch's documents that make enabled functions match.
  ///
  /// By document and function, in the order of the text. Nothing of the author's
  /// code runs.
  func forEachSpan(in arena: UnsafeMutablePointer<WinnowArena>, _ body: (WinnowSpan) -> Void) {
    let batch = ArenaView(arena)
    show(batch)
    let enabled = functions.declarations.indices.filter(batch.isEnabled)
    for row in 0..<batch.documentCount {
      for function in enabled {
        spanFinder.forEachPart(of: function, in: documents[row]) { part in
          body(
            WinnowSpan(
              function: UInt32(function),
              document: UInt32(row),
              field: part.field ?? UInt32.max,
              vote: Int32(part.vote),
              offset: UInt32(part.bytes.lowerBound),
              length: UInt32(part.bytes.count)
            )
          )
        }
        _ = documents[row].takePendingFault()
      }
    }
  }
}
