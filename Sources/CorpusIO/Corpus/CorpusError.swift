package import LabelingCore

/// Why a corpus cannot be read or written any further.
package enum CorpusError: Error, Hashable, Sendable {
  /// A file cannot be opened, read or written; `errno` says why.
  case system(SystemOperation, path: String, errno: Int32)
  /// The reader of our output went away; the command line ends quietly.
  case closedPipe
  /// The suffix names no format.
  case unknownFormat(path: String)
  /// The compressed stream is damaged or cut short.
  case damagedGzip(path: String, GzipDamage)
  /// `iconv` knows no such encoding.
  case unknownEncoding(name: String, path: String)
  /// Bytes that stand for nothing in the encoding.
  case undecodable(SourceLocation, byte: UInt8, encoding: String)
  /// A record is bad and the policy is to stop.
  case badRecord(RejectedRecord)
  /// More records are bad than the policy allows; the last one is given.
  case tooManyBadRecords(limit: Int, last: RejectedRecord)
  /// XML that libxml2 refuses; nothing behind it can be read.
  case malformedXML(SourceLocation, rule: String)
  /// XML that uses what is switched off, or goes beyond a limit.
  case refusedXML(SourceLocation, XMLRefusal)
  /// No record element was named; these repeated paths could be meant.
  case recordPathMissing(path: String, candidates: [String])
  /// No element matches the record path; these repeated paths could be meant.
  case noRecords(path: String, recordPath: String, candidates: [String])
  /// No field of this name is in the header.
  case unknownField(FieldRole, path: String, file: String, fields: [String])
  /// Identifiers occur more than once.
  case duplicateIDs([DuplicateIDs.Duplicate])
  /// An output field is named like a field of the input.
  case additionExists(name: String, SourceLocation?)
  /// A record has a field that was not announced before writing began.
  case unannouncedField(name: String, SourceLocation?)
  /// A name cannot be an XML element.
  case illegalElementName(String)

  /// What was done with a file.
  package enum SystemOperation: String, Hashable, Sendable {
    case open, read, create, write, sync, rename
  }

  /// What is wrong with a compressed stream.
  package enum GzipDamage: Hashable, Sendable {
    /// It does not begin with gzip's magic bytes.
    case notGzip
    /// It ends before its trailer.
    case truncated
    /// Its checksum or its contents are wrong.
    case corrupt
  }

  /// What in an XML file is refused.
  package enum XMLRefusal: Hashable, Sendable {
    /// A reference to an entity other than the five predefined ones.
    case entity(name: String)
    /// Elements are nested deeper than the limit.
    case depth(limit: Int)
    /// An element's text or an attribute's value is longer than the limit.
    case text(limit: Int)
    /// An element has more attributes than the limit.
    case attributes(limit: Int)
    /// A record is longer than the limit.
    case record(limit: Int)
  }
}
