package import ByteIO

/// A corpus file's bytes, decompressed and in UTF-8.
package struct CorpusInput {
  /// The bytes.
  package let source: any ByteSource
  /// Whether the encoding is settled, so that an XML declaration is not asked.
  package let isTranscoded: Bool
  /// Tells places of decoded text in the file; `nil` where the file is UTF-8.
  let columns: FileColumns?
  private let outer: PeekedSource
  /// Ends reading from a pipe that is no longer waited for.
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
  /// gzip is known by its magic bytes. Without an encoding, a byte order mark names it; UTF-16
  /// and UTF-32 without one are known by their NULs, and everything else passes as UTF-8, which
  /// readers check.
  package init(
    _ raw: any ByteSource,
    path: String,
    format: CorpusFormat,
    encoding: String?,
    abandonment: Abandonment = Abandonment()
  ) throws(CorpusError) {
    do throws(ByteError) {
      try self.init(
        bytes: raw,
        path: path,
        encoding: encoding,
        bareCREndsLine: format.format.bareCREndsLine,
        abandonment: abandonment
      )
    } catch {
      throw .bytes(error)
    }
  }

  private init(
    bytes raw: any ByteSource,
    path: String,
    encoding: String?,
    bareCREndsLine: Bool,
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
    let sample = try peeked.peek(TextEncoding.sampleByteCount)
    let mark = TextEncoding.marked(sample)
    let asked = encoding.map { $0.lowercased() == "utf8" ? "utf-8" : $0.lowercased() }
    var name = asked ?? mark?.encoding ?? TextEncoding.unmarked(sample) ?? "utf-8"
    if let mark, let settled = Self.settled(name, by: mark.encoding) {
      peeked.drop(mark.markByteCount)
      name = settled
    }
    isTranscoded = asked != nil || mark != nil || name != "utf-8"
    if name == "utf-8" {
      source = peeked
      columns = nil
    } else {
      source = try TranscodingSource(
        peeked,
        path: path,
        encoding: name,
        bareCREndsLine: bareCREndsLine
      )
      columns = FileColumns(encoding: name)
    }
  }

  /// The encoding that a byte order mark makes of a name; `nil` where it is not a mark of it.
  ///
  /// `iconv` would leave the mark in the text where the byte order is named.
  private static func settled(_ name: String, by mark: String) -> String? {
    if name == mark { return mark }
    let family = mark.prefix(6)
    let isFamily = name == family || name == family.filter { $0 != "-" }
    return isFamily ? mark : nil
  }
}
