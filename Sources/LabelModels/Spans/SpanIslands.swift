/// Where the islands of documents stand, each with its pattern.
struct SpanIslands: Sendable {
  /// Index of the pattern of each island, document by document.
  var patterns: [Int32] = []
  private var boundaries: [Int32] = []
  private var boundaryStarts = [0]
  private var documentStarts = [0]

  /// Adds an island of the document at hand.
  mutating func append(_ island: [Int32]) {
    boundaries.append(contentsOf: island)
    boundaryStarts.append(boundaries.count)
  }

  /// Ends the document at hand.
  mutating func endDocument() { documentStarts.append(boundaryStarts.count - 1) }

  /// The islands of a document, in order.
  func islands(of document: Int) -> Range<Int> {
    documentStarts[document]..<documentStarts[document + 1]
  }

  /// The boundaries of an island, by rank.
  func boundaries(of island: Int) -> ArraySlice<Int32> {
    boundaries[boundaryStarts[island]..<boundaryStarts[island + 1]]
  }
}
