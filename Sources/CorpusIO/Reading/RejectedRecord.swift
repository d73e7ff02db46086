package import LabelingCore

/// A bad record: what it was and why it did not become a document.
package struct RejectedRecord: Hashable, Sendable {
  /// Where the offending byte is, or else where the record begins.
  package var location: SourceLocation
  /// 1-based number among the file's records.
  package var number: Int
  /// Which rule it breaks.
  package var fault: RecordFault
  /// The record's bytes as they were in the file; a long one is cut.
  package var raw: [UInt8]

  /// Most bytes of a bad record that are kept.
  package static let maximumRawByteCount = 1 << 20

  /// Creates a rejected record.
  package init(location: SourceLocation, number: Int, fault: RecordFault, raw: [UInt8]) {
    self.location = location
    self.number = number
    self.fault = fault
    self.raw = raw
  }

  /// The fault in words, with its place.
  package var diagnostic: Diagnostic { fault.diagnostic(at: location) }
}
