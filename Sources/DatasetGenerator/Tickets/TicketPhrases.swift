/// The phrases that fill the templates of tickets.
enum TicketPhrases {
  static let common: [String: [String]] = [
    "greeting": [
      "Hello,", "Hi,", "Hi there,", "Dear team,", "Good morning,", "Hallo,", "Bonjour,", "Hey,",
      "To whom it may concern,",
    ],
    "closing": [
      "Thanks.", "Thank you!", "Please help.", "Please advise.", "Best regards,", "Kind regards,",
      "Regards,", "Cheers,", "I expect an answer soon.",
    ],
    "thanks": ["Thank you!", "Thanks a lot.", "Much appreciated."],
    "name": [
      "Maya", "Tom", "Zoë", "José", "Søren", "Chloé", "Łukasz", "Priya", "Jürgen", "Aoife", "Yuki",
      "Omar", "Müge", "Ravi",
    ],
    "day": [
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "yesterday", "last week", "{D} May",
      "1{d} June",
    ],
    "month": ["January", "March", "April", "June", "August", "October", "December"],
    "year": ["2015", "2018", "2020", "2022"],
    "N": ["three", "four", "five", "{D}", "1{d}"],
    "phone": ["555-01{d}{d}", "+1 202 555 01{d}{d}"],
    "place": ["Lyon", "Kraków", "São Paulo", "Malmö", "İzmir", "Leeds", "Osaka", "Pune", "Köln"],
  ]

  static let things: [String: [String]] = [
    "amount": ["€{D}{d}.{d}0", "£{D}{d}", "${D}{d}.99", "{D}{d} EUR", "${D}{d}{d}"],
    "method": ["credit card", "PayPal", "bank transfer", "debit card", "direct debit"],
    "plan": ["Pro", "Enterprise", "Basic"],
    "account": ["account", "profile", "user account"],
    "product": [
      "the kettle", "the desk lamp", "the Pro plan", "the headphones", "the backpack",
      "the family plan", "the keyboard", "the coffee grinder", "the e-book",
    ],
    "item": ["shoes", "tea set", "jacket", "books"],
    "present": ["birthday present", "gift for my wife", "present for {name}"],
    "damage": ["broken", "damaged", "wet", "open", "scratched", "completely crushed"],
    "device": [
      "Android", "my iPad", "Firefox", "the phone", "Windows", "Chrome", "my laptop", "Safari",
    ],
    "gadget": ["phone", "laptop", "tablet"],
    "screen": [
      "the dashboard", "the settings", "the basket", "the order page", "the report", "the calendar",
      "the start page",
    ],
    "button": ["Save", "Send", "Checkout", "Next", "OK", "Export"],
    "error": [
      "Error 502", "NullReference", "HTTP 500", "timeout", "error code {D}{d}{d}",
      "500 Internal Server Error", "TypeError: undefined",
    ],
    "code": ["SAVE{D}0", "HELLO{d}{d}", "SPRING"],
  ]
}
