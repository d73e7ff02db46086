import LabelingKit

/// What a support ticket is about.
///
/// The order of the cases is the order of the classes in tables and files; their comments are shown
/// to people who label tickets.
enum Topic: String, LabelClass {
  /// Signing in, the profile, and who may use the account.
  /// Example: The link to reset my password has expired.
  case account
  /// Invoices, payments, prices, and what a subscription costs or ends.
  /// Example: I was charged twice in June.
  case billing
  /// Parcels: where they are, and whether what is in them is right.
  /// Example: My order still says 'shipped', three weeks later.
  case delivery
  /// Thanks, without a question.
  case praise
  /// What does not work as it should.
  /// Example: The app closes as soon as I open a photo.
  case technical
}
