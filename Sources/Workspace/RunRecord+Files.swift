internal import CorpusIO
package import LabelStore
internal import LabelingCore

extension RunRecord {
  /// Writes down files with their digests; standard input and output have none.
  package mutating func remember(_ files: [(role: File.Role, path: String?)]) {
    self.files += files.compactMap { role, path in
      guard let path, path != "-", let digest = CorpusDigest.of([path]) else { return nil }
      return File(role, path: Workspace.absolute(path), digest: digest.description)
    }
  }
}
