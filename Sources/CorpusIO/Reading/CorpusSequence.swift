package import ByteIO
package import LabelingCore

/// Several corpus files, read one after the other as one corpus.
///
/// All files share one field table. A batch never spans two files, so that
/// ``path`` and ``format`` hold for the whole of the last batch.
package final class CorpusSequence: CorpusReader {
  package let rejects: RejectLog
  private let paths: [String]
  private var options: CorpusOptions
  private let witness: ReadingWitness?
  private var next = 0
  private var names: FieldNameCheck
  private var earlierByteCount = 0
  private var current: any CorpusReader
  private let abandonment = Abandonment()

  /// Opens the first file.
  ///
  /// - Parameters:
  ///   - paths: The files; at least one.
  ///   - options: How to read them.
  ///   - rejects: Where bad records go.
  ///   - witness: Sees what is read.
  /// - Throws: ``CorpusError`` if the first file or its header cannot be read.
  package init(
    paths: [String],
    options: CorpusOptions = CorpusOptions(),
    rejects: RejectLog,
    witness: ReadingWitness? = nil
  ) throws(CorpusError) {
    precondition(!paths.isEmpty, "a corpus has a file")
    self.paths = paths
    self.options = options
    self.rejects = rejects
    self.witness = witness
    current = try Corpus.reader(
      path: paths[0],
      options: options,
      rejects: rejects,
      abandonment: abandonment,
      witness: witness
    )
    next = 1
    names = FieldNameCheck(paths[0], options.notices)
    names.add(current)
  }

  /// Ends reading from any thread: a read that waits for a pipe ends with an error.
  package func abandon() { abandonment.abandon() }

  package var path: String { current.path }
  package var format: CorpusFormat { current.format }
  package var fields: FieldTable { current.fields }
  /// Bytes read so far of all files together.
  package var readByteCount: Int { earlierByteCount + current.readByteCount }
  package var defaultNamespace: String { current.defaultNamespace }
  package var header: [String]? { current.header }
  /// Index of the file that the last batch is from.
  package var fileIndex: Int { next - 1 }

  package func read(
    into batch: inout DocumentBatch,
    maximumCount: Int,
    maximumByteCount: Int
  ) throws(CorpusError) -> Bool {
    while try !current.read(
      into: &batch,
      maximumCount: maximumCount,
      maximumByteCount: maximumByteCount
    ) {
      guard next < paths.count else { return false }
      earlierByteCount += current.readByteCount
      if let xml = current as? XMLReader { options.recordPathBindings = xml.pathBindings }
      current = try Corpus.reader(
        path: paths[next],
        options: options,
        fields: current.fields,
        rejects: rejects,
        abandonment: abandonment,
        witness: witness
      )
      next += 1
      names.add(current)
    }
    names.addFields(of: current)
    return true
  }
}
