import LabelingKit

/// What a short message can be labeled as.
///
/// The raw values are the class names in data and tables, so they are those
/// that the corpus uses for gold.
enum Message: String, LabelClass {
  case ham
  case spam
}
