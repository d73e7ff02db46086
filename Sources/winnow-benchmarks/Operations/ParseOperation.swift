internal import CorpusIO
internal import LabelingCore
internal import Platform

/// Reads a corpus file into batches of documents; each batch takes the memory of the last.
struct ParseOperation {
  let path: String

  func run(rounds: Int) throws -> Measurement {
    let byteCount = try FileStatus(of: path).byteCount
    var options = CorpusOptions()
    // The corpora of both generators have an element `doc` per document.
    if path.hasSuffix(".xml") { options.recordPath = "doc" }
    var count = 0
    var measurement = try Measurement(name, documentCount: 0, rounds: rounds) {
      count = 0
      let reader = try Corpus.reader(
        path: path,
        options: options,
        rejects: RejectLog(policy: .fail)
      )
      var batch = DocumentBatch()
      while try reader.read(into: &batch) { count += batch.count }
      return [:]
    }
    measurement.facts["mb_per_s"] = Double(byteCount) / 1e6 / measurement.medianSeconds
    return Measurement(
      measurement.name,
      documentCount: count,
      seconds: measurement.seconds,
      facts: measurement.facts
    )
  }

  private var name: String { "parse \(path.split(separator: ".").last ?? "")" }
}
