/// Shares that are `nil` instead of NaN where there is nothing to divide by.
enum Ratio {
  /// `part` / `whole`, or `nil` when `whole` is 0.
  static func share(_ part: Int, of whole: Int) -> Double? {
    whole == 0 ? nil : Double(part) / Double(whole)
  }
}
