/// The classes that a task's documents can be labeled as.
///
/// Write an enumeration of strings; the raw values are the class names that
/// appear in data, tables and files.
///
/// ```swift
/// enum Comment: String, LabelClass {
///   case ham
///   case spam
/// }
/// ```
public protocol LabelClass: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue == String {}
