/// The value of a field that is added to a document.
package indirect enum AddedFieldValue: Hashable, Sendable {
  /// No value: an empty CSV cell, or no field at all.
  case missing
  /// Text.
  case text(String)
  /// A number, written with the fewest digits that give it back. What JSON has
  /// no digits for, such as infinity, becomes `null` there and empty elsewhere.
  case number(Double)
  /// Several texts: a list in JSON, repeated elements in XML, a list as JSON text in CSV.
  case list([String])
  /// Named values within one; see ``AddedFieldShape`` for what CSV makes of it.
  case object([AddedField])

  /// The digits of a finite number.
  static func digits(of number: Double) -> String? {
    number.isFinite ? number.description : nil
  }
}
