/// A short message with its gold label.
struct Message: Sendable {
  /// What a message can be.
  enum Kind: String, Sendable {
    case ham
    case spam
  }

  var id: String
  var text: String
  var sender: String
  var hour: Int
  var gold: Kind
}
