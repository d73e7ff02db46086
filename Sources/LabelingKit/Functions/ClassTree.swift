/// Classes that stand in groups, such as cats and dogs among pets.
///
/// ```swift
/// enum Animal: String, LabelClass, ClassTree {
///   case cat, dog, car
///   static let groups: [Group<Animal>] = ["pets": [.cat, .dog]]
/// }
/// ```
/// A function that knows the group but not the class says `vote: .group("pets")`. A group lies in
/// every other one that has all of its classes; two groups share classes only where one lies in
/// the other.
public protocol ClassTree: LabelClass {
  /// The groups, in any order.
  static var groups: [Group<Self>] { get }
}

/// A group of classes with its name.
public struct Group<Class: LabelClass>: ClassGroup {
  /// Its name, unlike that of any class.
  public let name: String
  /// Its classes: at least two, and not all.
  public let classes: [Class]

  /// Creates a group; a list of groups may be written as a dictionary instead.
  public init(_ name: String, _ classes: [Class]) {
    self.name = name
    self.classes = classes
  }
}

/// What a list written as `["pets": [.cat, .dog]]` holds.
public protocol ClassGroup<Class>: Hashable, Sendable {
  /// The classes.
  associatedtype Class: LabelClass

  /// Creates a group.
  init(_ name: String, _ classes: [Class])
}

extension Array: @retroactive ExpressibleByDictionaryLiteral where Element: ClassGroup {
  /// Groups by name.
  public init(dictionaryLiteral elements: (String, [Element.Class])...) {
    self = elements.map { Element($0, $1) }
  }
}
