import ByteIO
import CorpusIO
import Foundation
import LabelingCore
import Testing

/// Prints megabytes per second; runs only when a corpus is named.
struct SpeedTests {
  static let corpus = ProcessInfo.processInfo.environment["WINNOW_SPEED_CORPUS"]

  /// One pair alone, such as `csv-read` or `csv-jsonl`.
  static let pair = ProcessInfo.processInfo.environment["WINNOW_SPEED_PAIR"]

  @Test(.enabled(if: corpus != nil, "WINNOW_SPEED_CORPUS names <corpus>.csv, .jsonl and .xml"))
  func `readers and writers report their speed`() throws {
    let base = try #require(Self.corpus)
    for format in ["csv", "jsonl", "xml"] {
      let path = "\(base).\(format)"
      let size = try #require(
        FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      )
      var options = CorpusOptions()
      options.recordPath = "doc"
      for target in [nil, CorpusFormat.csv, .jsonl, .xml] {
        let pair = "\(format)-\(target?.rawValue ?? "read")"
        if let wanted = Self.pair, wanted != pair { continue }
        var best = Double.infinity
        var count = 0
        for _ in 0..<3 {
          let start = Self.processorSeconds
          let reader = try Corpus.reader(
            path: path,
            options: options,
            rejects: RejectLog()
          )
          var writer: (any CorpusWriter)?
          if let target { writer = try Corpus.writer(NullSink(), format: target) }
          var batch = DocumentBatch()
          count = 0
          var isBegun = false
          while try reader.read(into: &batch) {
            count += batch.count
            if let writer {
              if !isBegun { try writer.begin(OutputSchema(fields: reader.fields.names)) }
              isBegun = true
              try writer.write(batch, from: reader.origin)
            }
          }
          best = min(best, Self.processorSeconds - start)
        }
        print(
          "SPEED",
          format,
          target.map { "to \($0.rawValue)" } ?? "read",
          count,
          Int(Double(size) / best / 1e6),
          "MB/s"
        )
      }
    }
  }

  /// Time of this thread, so that a busy machine does not count.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private final class NullSink: ByteSink {
    func write(_ bytes: UnsafeRawBufferPointer) throws(ByteError) {}
    func finish() throws(ByteError) {}
    func discard() {}
  }
}
