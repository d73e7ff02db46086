import LabelingKit

/// What a support ticket is about.
///
/// The order of the cases is the order of the classes in tables and files.
enum Topic: String, LabelClass {
  case account
  case billing
  case delivery
  case praise
  case technical
}
