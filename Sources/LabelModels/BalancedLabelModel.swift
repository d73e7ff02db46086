/// A label model that can be given the shares of the classes.
package protocol BalancedLabelModel: LabelModel {
  /// Share of each class; `nil` for what the model does without.
  var balance: [Double]? { get set }
}

extension PooledLabelModel: BalancedLabelModel {}
extension NaiveBayes: BalancedLabelModel {}
extension TripletLabelModel: BalancedLabelModel {}
extension MACE: BalancedLabelModel {}
