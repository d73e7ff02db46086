/// The phrases that fill the templates of listings.
enum ListingPhrases {
  static let common: [String: [String]] = [
    "opening": [
      "For sale:", "Moving out, so this has to go.", "Hello!", "Clearing the cellar.", "New here.",
      "Price is fixed.", "Second try.", "Still available.", "Going cheap.",
    ],
    "closing": [
      "Pick-up in {place} only.", "Can be posted.", "Cash only, please.", "No returns.",
      "First come, first served.", "Write to {name}.", "Smoke-free household.",
      "I can hold it until {day}.", "Reserved until {day}.", "Thanks for reading!",
    ],
    "place": ["Lyon", "Kraków", "Malmö", "Leeds", "Osaka", "Pune", "Köln", "Bristol", "Ghent"],
    "name": ["Maya", "Tom", "Zoë", "José", "Priya", "Jürgen", "Aoife", "Yuki", "Omar", "Ravi"],
    "day": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "years": ["a year", "two years", "three years", "{D} months", "six weeks"],
    "wood": ["oak", "pine", "beech", "walnut", "birch"],
    "size": ["1{D} inch", "{D}{d} cm", "{D}{d} by {D}{d} cm"],
  ]
}
