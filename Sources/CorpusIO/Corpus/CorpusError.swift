package import ByteIO
package import LabelingCore

/// Why a corpus cannot be read or written any further.
package enum CorpusError: Error, Hashable, Sendable {
  /// Bytes cannot be read or written.
  case bytes(ByteError)
  /// The suffix names no format.
  case unknownFormat(path: String)
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
  case addedFieldExists(name: String, SourceLocation?, help: String = AddedFieldShape.prefixHelp)
  /// A record has a field that was not announced before writing began.
  case unannouncedField(name: String, SourceLocation?)
  /// A name cannot be an XML element.
  case illegalElementName(String)

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
