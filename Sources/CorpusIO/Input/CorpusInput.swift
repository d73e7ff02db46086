package import ByteIO

/// A corpus file's bytes, decompressed and in UTF-8.
package struct CorpusInput {
  /// The bytes.
  package let source: any ByteSource
  /// Whether the encoding is settled, so that an XML declaration is not asked.
  package let isTranscoded: Bool
  private let outer: PeekedSource
  /// Ends reading from a pipe that nobody waits for any more.
  let abandonment: Abandonment

  /// Bytes of the file that were read so far, before any decoding.
  package var readByteCount: Int { outer.readByteCount }

  /// Opens a path; `-` is standard input.
  package static func open(
    path: String,
    format: CorpusFormat,
    encoding: String?,
    abandonment: Abandonment = Abandonment(),
    witness: ReadingWitness? = nil
  ) throws(CorpusError) -> CorpusInput {
    let file = try CorpusError.wrapping { () throws(ByteError) in
      try FileSource(path: path, abandonment: abandonment)
    }
    return try CorpusInput(
      witness?.source(file) ?? file,
      path: path,
      format: format,
      encoding: encoding,
      abandonment: abandonment
    )
  }

  /// Decompresses and decodes a source as its first bytes ask for.
  ///
  /// gzip is known by its magic bytes. Without an encoding, UTF-16 is known by
  /// its byte order mark, and everything else passes as UTF-8, which readers check.
  package init(
    _ raw: any ByteSource,
    path: String,
    format: CorpusFormat,
    encoding: String?,
    abandonment: Abandonment = Abandonment()
  ) throws(CorpusError) {
    do throws(ByteError) {
      try self.init(bytes: raw, path: path, encoding: encoding, abandonment: abandonment)
    } catch {
      throw .bytes(error)
    }
  }

  private init(
    bytes raw: any ByteSource,
    path: String,
    encoding: String?,
    abandonment: Abandonment
  ) throws(ByteError) {
    self.abandonment = abandonment
    outer = PeekedSource(raw)
    let isGzip = try outer.peek(2) == [0x1F, 0x8B]
    if !isGzip, CorpusFormat.isCompressed(path: path) {
      let isEmpty = try outer.peek(1).isEmpty
      throw .damagedGzip(path: path, isEmpty ? .truncated : .notGzip)
    }
    let peeked = isGzip ? PeekedSource(GzipSource(outer, path: path)) : outer
    let mark = try peeked.peek(3)
    let name = encoding?.lowercased()
    if mark == [0xEF, 0xBB, 0xBF], name == nil || name == "utf-8" || name == "utf8" {
      peeked.drop(3)
    }
    let isUTF16 = mark.starts(with: [0xFF, 0xFE]) || mark.starts(with: [0xFE, 0xFF])
    let foreign = name.flatMap { $0 == "utf-8" || $0 == "utf8" ? nil : $0 }
    if let foreign = foreign ?? (name == nil && isUTF16 ? "utf-16" : nil) {
      source = try Self.transcoded(peeked, path: path, from: foreign, mark)
    } else {
      source = peeked
    }
    isTranscoded = name != nil || isUTF16
  }

  /// A byte order mark decides between UTF-16's byte orders; `iconv` would leave
  /// it in the text where the order is named.
  private static func transcoded(
    _ peeked: PeekedSource,
    path: String,
    from encoding: String,
    _ mark: [UInt8]
  ) throws(ByteError) -> any ByteSource {
    var encoding = encoding
    let isUTF16 = encoding.hasPrefix("utf-16") || encoding.hasPrefix("utf16")
    if isUTF16, mark.starts(with: [0xFF, 0xFE]), !encoding.hasSuffix("be") {
      peeked.drop(2)
      encoding = "utf-16le"
    } else if isUTF16, mark.starts(with: [0xFE, 0xFF]), !encoding.hasSuffix("le") {
      peeked.drop(2)
      encoding = "utf-16be"
    }
    return try TranscodingSource(peeked, path: path, encoding: encoding)
  }
}
