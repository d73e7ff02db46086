/// A task's labeling functions.
///
/// ```swift
/// let labelingFunctions = LabelingFunctionSet(for: Comment.self) {
///   Keywords("asks_to_subscribe", ["subscribe", "my channel"], vote: .spam)
///   for site in ["facebook", "twitter"] {
///     Keywords("mentions_\(site)", [site], vote: .spam)
///   }
/// }
/// ```
public struct LabelingFunctionSet<Class: LabelClass>: Sendable {
  /// The functions in the order they were written.
  public let functions: [LabelingFunction<Class>]
  /// How many of the classes a document has.
  public let labels: LabelsPerDocument

  /// Collects the functions of a builder; loops and conditions may be used in it.
  ///
  /// - Parameters:
  ///   - classes: The task's classes.
  ///   - labels: Whether a document has one of the classes, or several.
  ///   - functions: The functions.
  public init(
    for classes: Class.Type,
    labels: LabelsPerDocument = .one,
    @LabelingFunctionBuilder<Class> functions: () -> [LabelingFunction<Class>]
  ) {
    self.functions = functions()
    self.labels = labels
  }
}

/// Builds the list of functions of a ``LabelingFunctionSet``.
@resultBuilder
public enum LabelingFunctionBuilder<Class: LabelClass> {
  /// One function.
  public static func buildExpression<Function: LabelingFunctionConvertible>(
    _ function: Function
  ) -> [LabelingFunction<Class>] where Function.Class == Class {
    [function.labelingFunction]
  }

  /// A list of functions, such as a helper returns.
  public static func buildExpression<Function: LabelingFunctionConvertible>(
    _ functions: [Function]
  ) -> [LabelingFunction<Class>] where Function.Class == Class {
    functions.map(\.labelingFunction)
  }

  /// Statements one after the other.
  public static func buildBlock(
    _ parts: [LabelingFunction<Class>]...
  ) -> [LabelingFunction<Class>] {
    parts.flatMap(\.self)
  }

  /// A loop.
  public static func buildArray(
    _ parts: [[LabelingFunction<Class>]]
  ) -> [LabelingFunction<Class>] {
    parts.flatMap(\.self)
  }

  /// A condition without `else`.
  public static func buildOptional(
    _ part: [LabelingFunction<Class>]?
  ) -> [LabelingFunction<Class>] {
    part ?? []
  }

  /// The first branch of a condition.
  public static func buildEither(
    first part: [LabelingFunction<Class>]
  ) -> [LabelingFunction<Class>] {
    part
  }

  /// The second branch of a condition.
  public static func buildEither(
    second part: [LabelingFunction<Class>]
  ) -> [LabelingFunction<Class>] {
    part
  }
}
