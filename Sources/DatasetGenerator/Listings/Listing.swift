/// A listing of a second-hand market, with its gold label.
struct Listing: Sendable {
  /// What is for sale.
  enum Item: String, CaseIterable, Sendable {
    case headphones, speaker, radio
    case laptop, keyboard, printer
    case kettle, pan, knife
    case chair, shelf, lamp
    case bicycle, helmet
    case tent
    case sleepingBag = "sleeping bag"

    /// The shelf that it is on.
    var shelf: Shelf {
      switch self {
      case .headphones, .speaker, .radio: .audio
      case .laptop, .keyboard, .printer: .computing
      case .kettle, .pan, .knife: .kitchen
      case .chair, .shelf, .lamp: .furniture
      case .bicycle, .helmet: .cycling
      case .tent, .sleepingBag: .camping
      }
    }
  }

  /// A group of items.
  enum Shelf: String, CaseIterable, Sendable {
    case audio, computing, kitchen, furniture, cycling, camping

    /// The department that it is in.
    var department: Department {
      switch self {
      case .audio, .computing: .electronics
      case .kitchen, .furniture: .home
      case .cycling, .camping: .outdoors
      }
    }
  }

  /// A group of shelves.
  enum Department: String, CaseIterable, Sendable {
    case electronics, home, outdoors
  }

  /// How far somebody who looked at the listing could tell what is for sale.
  enum Gold: Sendable {
    case item(Item)
    case shelf(Shelf)
    case department(Department)

    /// The path from the department on.
    var path: String {
      switch self {
      case .item(let item): Gold.shelf(item.shelf).path + "/" + item.rawValue
      case .shelf(let shelf): Gold.department(shelf.department).path + "/" + shelf.rawValue
      case .department(let department): department.rawValue
      }
    }
  }

  var id: String
  var text: String
  /// In euros.
  var price: Int
  /// `nil` where nobody has labeled the listing.
  var gold: Gold?

  /// The listing as a line of the file.
  var fields: [String] { [id, text, "\(price)", gold?.path ?? ""] }
}
