import LabelingKit

/// What a listing is about.
///
/// Items stand on shelves, and shelves in departments: many functions know the shelf and not the
/// item, or the department and not the shelf.
enum Item: String, LabelClass, ClassTree {
  /// Bicycles of all kinds.
  case bicycle
  /// Chairs, armchairs and stools.
  case chair
  /// Headphones, headsets and earphones.
  /// Example: Over-ear, noise cancelling. The charger is included.
  case headphones
  /// Helmets for cyclists.
  case helmet
  /// Kettles for water.
  case kettle
  /// Keyboards of computers.
  case keyboard
  /// Knives for the kitchen.
  case knife
  /// Lamps for desks and floors.
  case lamp
  /// Laptops and notebooks.
  case laptop
  /// Pans, woks and saucepans.
  case pan
  /// Printers, with toner or ink.
  case printer
  /// Radios.
  case radio
  /// Shelves and bookcases.
  case shelf
  /// Sleeping bags.
  case sleepingBag = "sleeping bag"
  /// Loudspeakers and soundbars.
  case speaker
  /// Tents.
  case tent

  /// The shelves, and the departments that they are in: groups lie in those that have all of their
  /// classes.
  static let groups: [Group<Item>] = [
    "electronics": [.headphones, .keyboard, .laptop, .printer, .radio, .speaker],
    "home": [.chair, .kettle, .knife, .lamp, .pan, .shelf],
    "outdoors": [.bicycle, .helmet, .sleepingBag, .tent],
    "audio": [.headphones, .radio, .speaker],
    "camping": [.sleepingBag, .tent],
    "computing": [.keyboard, .laptop, .printer],
    "cycling": [.bicycle, .helmet],
    "furniture": [.chair, .lamp, .shelf],
    "kitchen": [.kettle, .knife, .pan],
  ]
}
