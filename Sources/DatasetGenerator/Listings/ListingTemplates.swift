/// The sentences that listings are made of.
enum ListingTemplates {
  /// What people call an item.
  static func names(_ item: Listing.Item) -> [String] {
    switch item {
    case .bicycle: ["bicycle", "bike", "bike", "city bike"]
    case .chair: ["chair", "chair", "armchair", "stool"]
    case .headphones: ["headphones", "headphones", "headset", "earphones"]
    case .helmet: ["helmet", "bike helmet"]
    case .kettle: ["kettle", "kettle", "water kettle"]
    case .keyboard: ["keyboard", "keyboard", "mechanical keyboard"]
    case .knife: ["knife", "chef's knife", "bread knife"]
    case .lamp: ["lamp", "desk lamp", "floor lamp"]
    case .laptop: ["laptop", "laptop", "notebook", "ultrabook"]
    case .pan: ["pan", "frying pan", "wok", "saucepan"]
    case .printer: ["printer", "printer", "laser printer"]
    case .radio: ["radio", "radio", "kitchen radio"]
    case .shelf: ["shelf", "bookshelf", "bookcase"]
    case .sleepingBag: ["sleeping bag", "sleeping bag", "down bag"]
    case .speaker: ["speaker", "speakers", "soundbar"]
    case .tent: ["tent", "tent", "dome tent"]
    }
  }

  /// What fits everything.
  static let anything = [
    "Hardly used.", "A few scratches, see the pictures.", "Bought {years} ago.",
    "It was a gift and is not my taste.", "As new.", "Works as it should.",
    "The colour is nicer than in the picture.", "I have no use for it any more.",
    "The receipt is there.", "A bargain at this price.", "It has to go by {day}.",
  ]

  /// Sentences about other items than the one for sale.
  static let asides = [
    "I would also swap it for a {other}.", "Looking for a {other}, if you have one.",
    "The {other} in the picture is not for sale.", "My {other} is for sale as well.",
    "Was bought together with a {other}.",
  ]

  /// What only this item is or has.
  static func own(_ item: Listing.Item) -> [String] {
    ["{Item}, {size}.", "{Item}, bought {years} ago.", "Good {item}, honest price."]
      + features(item)
  }

  private static func features(_ item: Listing.Item) -> [String] {
    switch item {
    case .bicycle: ["Seven gears and a new chain.", "New tyres, frame 5{D} cm.", "Rides well."]
    case .chair: ["The seat is {wood}, it does not wobble.", "Armrests, and the back tilts."]
    case .headphones: ["Over-ear, noise cancelling.", "The ear pads are new."]
    case .helmet: ["Size M, never had a fall.", "The chin strap was replaced."]
    case .kettle: ["Boils a litre in two minutes.", "1.7 litres, was descaled."]
    case .keyboard: ["Brown switches, German layout.", "All keys work, the space bar too."]
    case .knife: ["The blade is 20 cm and sharp.", "Damascus blade, in its box."]
    case .lamp: ["The shade is linen, the bulb is new.", "Dimmable, bulb included."]
    case .laptop: ["16 GB of memory, new battery.", "The screen has no dead pixel."]
    case .pan: ["Cast iron, 28 cm, with a lid.", "The coating has no scratches."]
    case .printer: ["Prints on both sides, half a cartridge left.", "The toner is new."]
    case .radio: ["DAB and FM, with an aerial.", "Finds every station."]
    case .shelf: ["Five boards, holds a lot of books.", "Six compartments, one shelf is missing."]
    case .sleepingBag: ["Warm down to minus five.", "Down filling, the zip works."]
    case .speaker: ["Deep bass, 40 watts.", "A pair, with stands."]
    case .tent: ["Two persons, the poles are complete.", "The groundsheet was patched once."]
    }
  }

  /// What items of a shelf share.
  static func shared(_ shelf: Listing.Shelf) -> [String] {
    switch shelf {
    case .audio:
      [
        "Great sound.", "Pairs over Bluetooth.", "The volume knob is a bit loose.",
        "For music and podcasts.", "A jack cable is included.", "Sounds clear.",
      ]
    case .computing:
      [
        "Works with Windows and Linux.", "The USB port was never used.",
        "Drivers are on the maker's page.", "From my home office.",
        "Was reset to factory settings.",
        "Connects by USB or Wi-Fi.",
      ]
    case .kitchen:
      [
        "Dishwasher-safe.", "Stainless steel.", "We cook less now.", "Cleaned with vinegar.",
        "Good for a first kitchen.", "The handle stays cool.",
      ]
    case .furniture:
      [
        "Solid {wood}.", "From a pet-free living room.", "Has to be carried from the third floor.",
        "Fits a small flat.", "The screws are in a bag.", "Can be taken apart for transport.",
      ]
    case .cycling:
      [
        "For the way to work.", "With reflectors.", "A lock is included.", "Was on three tours.",
        "Visible at night.", "Serviced by the bike shop.",
      ]
    case .camping:
      [
        "Packs small.", "Was on two festivals.", "Airs out on the balcony.", "With a pack sack.",
        "Dry even in the rain.", "Light enough for a backpack.",
      ]
    }
  }

  /// What items of a department share.
  static func shared(_ department: Listing.Department) -> [String] {
    switch department {
    case .electronics:
      [
        "The charger is included.", "Warranty until next year.", "The firmware is up to date.",
        "In its original box with the manual.", "The battery lasts a day.",
        "Comes with all cables.",
      ]
    case .home:
      [
        "We bought a new one for the flat.", "Matches every interior.", "Wiped down and clean.",
        "From my grandmother's household.", "Scandinavian design.", "We are redecorating.",
      ]
    case .outdoors:
      [
        "For weekends outside.", "Used for one summer.", "Waterproof.", "I stopped doing sports.",
        "For the next holiday.", "Dried and stored indoors.",
      ]
    }
  }
}
