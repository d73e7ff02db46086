import CorpusIO

/// Compresses with the module's own writer; `gzip` itself reads it in ``GzipTests``.
enum Gzip {
  static func compressed(_ bytes: [UInt8]) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let sink = try CorpusOutput.open(path: folder.file("x.gz"))
    try bytes.withUnsafeBytes { try sink.write($0) }
    try sink.finish()
    return try folder.bytes("x.gz")
  }
}
