/// A support ticket with its gold label.
struct Ticket: Sendable {
  /// What a ticket can be about.
  enum Topic: String, CaseIterable, Sendable {
    case account
    case billing
    case delivery
    case praise
    case technical
  }

  /// Who wrote the ticket.
  struct Customer: Sendable {
    var plan: String
    var country: String
    var since: Int
  }

  var id: String
  var text: String
  var customer: Customer
  var channel: String
  var tags: [String]
  /// From 1, urgent, to 4.
  var priority: Int
  /// Age in tenths of a day.
  var ageInTenths: Int
  var isReplied: Bool
  var order: String?
  /// `nil` where nobody has labeled the ticket.
  var gold: Topic?

  /// Age in days, with one decimal.
  var age: String { "\(ageInTenths / 10).\(ageInTenths % 10)" }
}
