internal import CorpusIO
internal import Foundation
package import LabelStore
internal import LabelingCore

/// Whether what a run read is as it was.
package struct RunInputs {
  /// What is not as it was, in words.
  package internal(set) var changes: [String] = []
  /// Whether everything can still be read, changed or not.
  package private(set) var areReadable = true
  let run: RunRecord

  /// Reads the corpus and the gold labels of a run and compares their digests.
  ///
  /// - Complexity: O(bytes), at the speed of the disk.
  package init(of run: RunRecord) {
    self.run = run
    guard let corpus = run.corpusDigest else {
      changes.append("the corpus came on standard input, which was not kept")
      areReadable = false
      return
    }
    let inputs =
      [(run.corpusPaths, "corpus", corpus)]
      + run.files.filter { $0.role == .gold }.map { ([$0.path], "gold labels", $0.digest) }
    for (paths, name, digest) in inputs {
      let list = paths.map { "'\($0)'" }.joined(separator: ", ")
      guard let found = CorpusDigest.of(paths)?.description else {
        changes.append("\(name): \(list) cannot be read any more")
        areReadable = false
        return
      }
      if found != digest {
        changes.append("\(name): \(list) has changed (digest \(digest) then, \(found) now)")
      }
    }
  }
}
