/// What classes are called in Swift source, for source that is written by a program.
package enum ClassCases {
  /// The enumeration case of each class, empty where a class is none or prints as something else.
  package static func names<Class: LabelClass>(of _: Class.Type) -> [String] {
    Class.allCases.map { value in
      let isPrintedOtherwise =
        value is any CustomStringConvertible || value is any TextOutputStreamable
        || value is any CustomDebugStringConvertible
      guard !isPrintedOtherwise, Mirror(reflecting: value).displayStyle == .enum else { return "" }
      return String(describing: value)
    }
  }
}
