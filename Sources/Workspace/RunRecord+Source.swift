package import CorpusIO
internal import Foundation
package import LabelStore
internal import LabelingCore

extension RunRecord {
  /// Writes down how the corpus was read.
  package mutating func remember(_ source: CorpusSource) {
    corpusPaths = source.paths.map { $0 == "-" ? $0 : Workspace.absolute($0) }
    readingDigest = Digest(of: source.readingKey).description
    var source = source
    source.paths = corpusPaths
    source.rejectsPath = nil
    self.source = source.json
  }

  /// The corpus as it was read, where it was; `nil` for runs that were written down without it.
  package var corpusSource: CorpusSource? {
    source.flatMap { try? JSONDecoder().decode(CorpusSource.self, from: Data($0.utf8)) }
  }
}
