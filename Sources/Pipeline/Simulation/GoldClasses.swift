internal import CorpusIO
internal import LabelingCore

/// Finds the classes that a corpus' gold field names.
enum GoldClasses {
  /// The distinct values of the gold field, in alphabetical order.
  ///
  /// The field is read as if it were the text; documents without one are passed over.
  /// - Throws: What reading throws, and a `Diagnostic` when fewer than two classes occur.
  static func find(in source: CorpusSource, field: String) throws -> LabelSpace {
    var reading = source
    reading.textField = field
    reading.goldField = nil
    reading.rejectsPath = nil
    var names: Set<String> = []
    do {
      let stream = try CorpusStream(
        reading,
        labelSpace: nil,
        rejects: RejectLog(policy: .skip)
      )
      while let batch = try stream.next() {
        for slice in batch.labeling.texts ?? [] {
          let value = batch.labeling.documents.string(slice)
          if !value.isEmpty { names.insert(source.goldNames[value] ?? value) }
        }
      }
    } catch CorpusError.unknownField(.text, let path, let file, let fields) {
      throw CorpusError.unknownField(.gold, path: path, file: file, fields: fields)
    }
    guard names.count > 1 else {
      throw Diagnostic(
        at: SourceLocation(source.paths[0]),
        "the gold field '\(field)' names \(names.isEmpty ? "no class" : "only one class")",
        help: "name the field that holds the known labels with '--gold'"
      )
    }
    guard names.count <= Int(Int8.max) else {
      throw Diagnostic(
        at: SourceLocation(source.paths[0]),
        "the gold field '\(field)' names \(names.count) classes, which is too many to simulate",
        help: "name a field that holds labels, of \(Int8.max) classes at most"
      )
    }
    return LabelSpace(names.sorted())
  }
}
