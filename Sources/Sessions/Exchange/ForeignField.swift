internal import LabelingCore

/// The rules of classes, numbers and times in files of answers.
enum ForeignField {
  /// Whether two lists have the same classes, whatever their order.
  static func areSame(_ first: [String]?, _ second: [String]?) -> Bool {
    first.map { Set($0.map { ExactString($0) }) } == second.map { Set($0.map { ExactString($0) }) }
  }

  /// A time of milliseconds since 1970.
  ///
  /// - Throws: A `Diagnostic` for a time outside of the years 1 to 9999.
  static func time(
    milliseconds: Double,
    _ field: String,
    at place: SourceLocation
  ) throws -> Int {
    if let time = Int(checking: milliseconds), ISO8601Time.milliseconds.contains(time) {
      return time
    }
    throw Diagnostic(
      at: place,
      "the time in '\(field)' is outside of the years 1 to 9999",
      help: "times are counted from 1970; leave the field out where the time is not known"
    )
  }

  /// A time of a text.
  ///
  /// - Throws: A `Diagnostic` for what is not a time.
  static func time(_ text: String, _ field: String, at place: SourceLocation) throws -> Int {
    if let time = ISO8601Time.milliseconds(text) { return time }
    throw Diagnostic(
      at: place,
      "'\(text)' in '\(field)' is not a time",
      help: "write times like 2024-05-06T07:08:09Z, or leave the field empty"
    )
  }

  /// How long a document was looked at, in milliseconds.
  ///
  /// - Throws: A `Diagnostic` for less than nothing and more than 100 years.
  static func duration(seconds: Double, _ field: String, at place: SourceLocation) throws -> Int {
    if let duration = Duration.checked(seconds: seconds) { return duration.inMilliseconds }
    throw Diagnostic(
      at: place,
      "'\(field)' is how long an answer took, from 0 seconds to 100 years",
      help: "leave the field empty where it is not known"
    )
  }

  /// The probability with which a document was chosen.
  ///
  /// - Throws: A `Diagnostic` for a number that is not from 0 to 1.
  static func probability(_ value: Double, at place: SourceLocation) throws -> Double {
    if value >= 0, value <= 1 { return value }
    throw Diagnostic(
      at: place,
      "'probability' is from 0 to 1",
      help: "leave the field empty where it is not known"
    )
  }
}
