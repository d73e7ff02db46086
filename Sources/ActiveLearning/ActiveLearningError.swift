/// Why documents cannot be chosen or answers not be taken.
package enum ActiveLearningError: Error, Hashable, Sendable {
  /// No strategy has this name.
  case unknownStrategy(String)
  /// No posterior has this name.
  case unknownSource(String, strategy: String)
  /// A strategy of this name takes nothing after a colon, or takes something.
  case argument(strategy: String, isTaken: Bool)
  /// The shares of a mixture are positive numbers that add up to 1.
  case invalidShare(String, mixture: String)
  /// The mixture has a part without a strategy.
  case emptyPart(mixture: String)
  /// The situation lacks what the strategy needs.
  case missing(QueryNeed, strategy: String)
  /// No function has this name.
  case unknownFunction(String, functions: [String])
  /// The strategy is for documents of one class.
  case ofOneClass(strategy: String)
  /// Every document was asked about.
  case poolExhausted
  /// The class index is not one of the task's.
  case unknownClass(index: Int, classCount: Int)
  /// A criterion's setting breaks a rule.
  case invalidSetting(name: String, rule: String)
  /// The models could not be fitted.
  case fit(reason: String)
}
