package import ByteIO
package import LabelingCore
internal import Platform

/// Sees to it that all passes of a run read the same bytes of a corpus.
///
/// What is kept or written of a run is then of one corpus, whatever others do to its files
/// meanwhile: a run that cannot be sure ends with an error.
package final class CorpusReading {
  private let paths: [String]
  /// The version that all passes have to find; the first finds it where it is not known.
  package private(set) var version: FilesVersion?

  /// Prepares to read.
  ///
  /// - Parameters:
  ///   - paths: The files; `-` is standard input.
  ///   - version: The version that something is known of already, such as votes.
  package init(_ paths: [String], version: FilesVersion? = nil) {
    self.paths = paths
    self.version = version
  }

  /// Prepares to read files that something is known of by their digest.
  package convenience init(_ paths: [String], digest: Digest?) {
    let stamps = [FileStamp?](repeating: nil, count: paths.count)
    let version = digest.map { FilesVersion(stamps: stamps, isSettled: false, digest: $0) }
    self.init(paths, version: version)
  }

  /// The digest of the files, which are read for it unless it is known.
  ///
  /// - Parameter memory: What is known of files.
  /// - Returns: `nil` when a file is standard input or no plain file. All passes that follow have
  ///   to read these bytes.
  package func digest(knownBy memory: (any CorpusMemory)?) -> Digest? {
    if version?.digest == nil, let found = CorpusDigest.version(of: paths, memory: memory) {
      // What passes have read already stays what it was.
      guard version.map({ found.isCertainly($0) }) ?? true else { return nil }
      version = found
    }
    return version?.digest
  }

  /// A witness for the next pass.
  package func pass() -> ReadingWitness { ReadingWitness(paths, expecting: version) }

  /// Ends a pass.
  ///
  /// - Throws: A `Diagnostic` when it has read other bytes than the passes before, or the files
  ///   changed while it read.
  package func finish(_ pass: ReadingWitness) throws {
    switch pass.finish() {
    case .success(let found): version = version ?? found
    case .failure(let changed): throw change(of: paths[changed.index])
    }
  }

  /// Calls `body` as a part of a pass.
  ///
  /// - Throws: What `body` throws; but a `Diagnostic` when a file has changed, as records that
  ///   are torn by that are not mistakes.
  package func within<Result>(_ pass: ReadingWitness?, _ body: () throws -> Result) throws -> Result
  {
    do {
      return try body()
    } catch {
      guard let changed = pass?.changedFile else { throw error }
      throw change(of: paths[changed.index])
    }
  }

  /// The error for a file that changed.
  package func change(of path: String) -> Diagnostic {
    Diagnostic(
      at: SourceLocation(path),
      "the corpus changed while it was being read",
      help: "run the command again when nothing writes to it"
    )
  }
}
