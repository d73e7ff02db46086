/// What ``CSVScanner`` found at an offset.
package enum CSVStep: Hashable, Sendable {
  /// A record, whose fields are in ``CSVScanner/fields``.
  case record(CSVRecord)
  /// The bytes end within a record; more are needed.
  case incomplete
  /// No record is left, only this many empty lines.
  case end(skippedLineCount: Int)
  /// A record that breaks the quoting rules.
  case malformed(CSVSyntaxError)
}
