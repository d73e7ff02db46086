import LabelingKit

/// Whether the experiment at the end of the set takes part.
let triesMood = true

/// Phrases that hardly occur in tickets about other topics.
let phrases: [(Topic, [String])] = [
  (
    .account,
    [
      "my password", "reset mail", "reset link", "locked out", "delete my account", "two-factor",
      "sign-in", "my profile", "user name", "e-mail address", "passwort", "mon compte",
      "does not recognise me", "confirmation mail", "unsubscribe", "a colleague",
    ]
  ),
  (
    .billing,
    [
      "charged", "was declined", "bank transfer", "credit card", "direct debit", "my subscription",
      "discount code", "the price", "free trial", "tax return", "invoice", "facture", "belastet",
      "every month", "my statement", "cheaper plan", "pay for both", "i owe", "the fee",
    ]
  ),
  (
    .delivery,
    [
      "where is my order", "not arrived", "never came", "was due", "the courier", "is missing",
      "tracking says", "different address", "how do i return", "does not fit", "back in stock",
      "wrong size", "wrong colour", "mein paket", "mon colis", "customs", "pick it up", "arrived",
    ]
  ),
  (
    .technical,
    [
      "crashes", "does not load", "is blank", "loads for ever", "since the update", "your api",
      "freezes", "upload", "sync", "the search", "stürzt", "plante", "webhook", "dark mode",
      "notifications", "export", "blank pages", "the log", "does nothing", "tracking page",
    ]
  ),
]

/// Words that tell the topic when they come first.
let leadingWords: [String: Topic] = [
  "password": .account, "account": .account, "profile": .account, "log": .account,
  "sign": .account, "charged": .billing, "refund": .billing, "invoice": .billing,
  "price": .billing, "pay": .billing, "paid": .billing, "cancel": .billing, "receipt": .billing,
  "discount": .billing, "parcel": .delivery, "package": .delivery, "order": .delivery,
  "courier": .delivery, "tracking": .delivery, "ship": .delivery, "box": .delivery,
  "app": .technical, "crashes": .technical, "update": .technical, "button": .technical,
  "page": .technical, "api": .technical, "love": .praise, "excellent": .praise,
  "amazing": .praise, "perfect": .praise, "bravo": .praise, "happy": .praise,
]

/// Words that begin an afterthought.
let afterthoughts: Set = ["also", "way", "p"]

/// What people write who want something changed.
let complaints = [
  "?", "not ", "n't", "wrong", "never", "help", "please", "every", "since", "want", "need", "my ",
  "i get", "error", "slow", "nothing", "where", "why", "how ",
]

/// Words about getting into an account.
let accessWords: Set = ["login", "password", "passwort", "connecter", "hacked", "locked"]

/// Names of devices, systems and browsers.
let devices: Set = ["android", "ipad", "firefox", "windows", "chrome", "safari", "laptop"]

/// What agents mean by their tags.
let topicsOfTags: [String: Topic] = [
  "login": .account, "account": .account, "profile": .account, "refund": .billing,
  "invoice": .billing, "billing": .billing, "shipping": .delivery, "lost-parcel": .delivery,
  "returns": .delivery, "feedback": .praise, "kudos": .praise, "bug": .technical,
  "crash": .technical, "api": .technical,
]
