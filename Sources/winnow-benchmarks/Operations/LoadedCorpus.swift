internal import CorpusIO
internal import LabelingCore
internal import PluginHost

/// A corpus in memory, as the pipeline hands it to workers and writers.
struct LoadedCorpus {
  let batches: [LabelingBatch<CorpusContext>]
  let fields: FieldTable

  var documentCount: Int { batches.reduce(0) { $0 + $1.count } }

  init(path: String) throws {
    let source = CorpusSource(paths: [path])
    let stream = try CorpusStream(source, labelSpace: nil, rejects: RejectLog(policy: .fail))
    var batches: [LabelingBatch<CorpusContext>] = []
    while let batch = try stream.next() { batches.append(batch) }
    self.batches = batches
    fields = stream.fields
  }
}
