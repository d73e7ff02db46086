/// The sentences that tickets are made of.
enum TicketTemplates {
  /// What the ticket is about.
  static func complaints(_ topic: Ticket.Topic) -> [String] {
    switch topic {
    case .account: accountComplaints
    case .billing: billingComplaints
    case .delivery: deliveryComplaints
    case .praise: praises
    case .technical: technicalComplaints
    }
  }

  /// A further sentence that fits the topic.
  static func details(_ topic: Ticket.Topic) -> [String] {
    switch topic {
    case .account:
      [
        "I have tried {N} times.", "I no longer have the old {gadget}.",
        "The e-mail never arrives.", "My user name is {name}{d}{d}.",
        "I do not want to lose my settings.",
      ]
    case .billing:
      [
        "My bank says it is your side.", "I have the statement here.", "The amount was {amount}.",
        "I pay by {method}.", "Please send a corrected invoice.",
        "It is the [second|third|fourth] month in a row.",
      ]
    case .delivery:
      [
        "The tracking has not changed for {N} days.", "My neighbours have not seen it either.",
        "It was a {present}.", "The address is correct, I checked.", "The driver did not ring.",
        "The box was {damage}.",
      ]
    case .praise:
      [
        "Keep it up!", "I will tell my friends.", "{name} deserves a raise.",
        "Five stars from me ⭐⭐⭐⭐⭐", "That is rare these days.", "Merci beaucoup!",
      ]
    case .technical:
      [
        "It worked before the last update.", "I use {device} and version {D}.{d}.",
        "Reinstalling did not help.", "The log says '{error}'.",
        "Here is what I see: <b>{error}</b>", "Only happens on {device}.",
        "Steps: open {screen}, press {button}, wait.",
      ]
    }
  }

  /// A mention of another topic in passing.
  static func asides(_ topic: Ticket.Topic) -> [String] {
    switch topic {
    case .account:
      [
        "I could not log in at first.", "how do I change my password?",
        "my profile shows the old name.",
      ]
    case .billing:
      ["is the invoice in my account?", "I paid by {method}.", "will I be charged for this?"]
    case .delivery:
      ["my last parcel was late too.", "when does the next order ship?", "the courier was fine."]
    case .praise, .technical:
      [
        "the app is slow today.", "the page crashed once while I wrote this.",
        "your search shows an error now and then.",
      ]
    }
  }

  /// Tags that help desk agents set for a topic.
  static func tags(_ topic: Ticket.Topic) -> [String] {
    switch topic {
    case .account: ["login", "account", "profile"]
    case .billing: ["refund", "invoice", "billing"]
    case .delivery: ["shipping", "lost-parcel", "returns"]
    case .praise: ["feedback", "kudos"]
    case .technical: ["bug", "crash", "api"]
    }
  }

  /// Sentences that say nothing about the topic.
  static let vague = [
    "This is still not solved.", "Any news on my request?",
    "I wrote to you {N} days ago and got no answer.", "Please call me back on {phone}.",
    "See the attached file.", "Same problem as last time, please help.", "I am waiting.",
    "Nobody answers my question about {product}.",
  ]

  private static let accountComplaints = [
    "I forgot my password and [the reset mail does not come|the reset link is expired].",
    "I cannot log in [any more|since {day}], it says [wrong password|user unknown].",
    "Please delete my account [and all my data|] [as the law says|].",
    "How do I change the e-mail address of my {account}?",
    "I am locked out of my {account} after {N} attempts.",
    "My {account} was hacked, someone changed the password!", "I want to merge my two {account}s.",
    "The code for two-factor sign-in never reaches my {gadget}.",
    "Please change the name in my profile from {name} to {name}.",
    "Can I add a colleague to our {account}?",
    "Mein Passwort funktioniert nicht mehr, bitte zurücksetzen.",
    "Je n'arrive plus à me connecter à mon compte.",
    "I can't sign in to download my [invoice|receipt|order form].",
    "Who can see my profile? I would like to hide [it|my birthday].",
    "How do I unsubscribe from your e-mails?",
    "I never get the confirmation mail after signing up.",
    "I have a new phone and the app does not recognise me.", "Someone else is using my user name.",
  ]

  private static let billingComplaints = [
    "I was charged [twice|two times|{amount} too much] [for {product}|in {month}|].",
    "Please refund {amount}, I cancelled [in time|last {day}].",
    "Where can I find the invoice for {month}?",
    "My {method} was declined although there is money on it.",
    "Why did the price of {product} go up [without notice|to {amount}]?",
    "I want to cancel my subscription [now|to {product}].",
    "The invoice shows the wrong [VAT number|company name|amount].",
    "There is a payment of {amount} on my statement that I do not know.",
    "You still take {amount} every month although I cancelled.",
    "The discount code {code} was not applied to my bill.", "Can we pay by {method} instead?",
    "I need a receipt for {product} for my tax return.",
    "Ich wurde doppelt belastet, bitte {amount} erstatten.",
    "La facture du mois de {month} est fausse.",
    "I returned {product} and still wait for my money.",
    "Do you offer a cheaper plan for students?", "I upgraded to {plan} and now pay for both plans.",
    "I paid for express but the fee should be {amount}, not more.",
    "Your reminder says I owe {amount}, but I paid on {day}.",
    "How long is my free trial, and what does it cost after?",
    "{amount} gone from my bank, for what?",
  ]

  private static let deliveryComplaints = [
    "My [parcel|package|order] [has not arrived|is late|never came], it was due {day}.",
    "Where is my order? [It was shipped {N} days ago.|]", "The {product} arrived {damage}.",
    "The courier left it [in the rain|with a stranger|at the wrong house].",
    "Tracking says delivered but there is nothing here.",
    "I received {product} in the wrong [size|colour].", "Half of my order is missing.",
    "Can you ship to {place}?", "Please send it to a different address, I am [away|moving] {day}.",
    "How do I return {product}? [It does not fit.|]",
    "Wo bleibt mein Paket? Es sollte {day} kommen.",
    "Mon colis n'est toujours pas arrivé.",
    "Great, the [second|third|fourth] delivery that does not come. Well done.",
    "I want my money back, the parcel never came.",
    "Is {product} back in stock, and how fast can it be here?",
    "I waited at home all {day} for nothing.", "The box was empty!",
    "You sent me somebody else's {item}.", "Can I pick it up at the shop in {place} instead?",
    "Customs in {place} hold my package.",
  ]

  private static let praises = [
    "Just wanted to say thank you, {name} [was|has been] so [helpful|kind|patient].",
    "I love {product}, [best|nicest] thing I bought this year.",
    "Great service, [quick|friendly] answer, problem solved.",
    "The delivery was super fast, I'm impressed!", "Your new app is wonderful, so much easier.",
    "Excellent support from {name}. {thanks}", "Everything perfect, as always.",
    "Vielen Dank, toller Service!",
    "Bravo à toute l'équipe!", "No problem at all, just compliments: {product} is brilliant.",
    "The refund came the same day, thank you so much!", "Amazing quality, will order again.",
    "Please pass my thanks to {name} in {place}.", "Happy customer since {year}.",
    "You saved my {day} ❤️",
  ]

  private static let technicalComplaints = [
    "The app crashes [when I open {screen}|on {device}|every time].",
    "I get '{error}' when I press {button}.",
    "{screen} [does not load|is blank|loads for ever] on {device}.",
    "The {button} button does nothing.",
    "Since the update {screen} is [very slow|broken|full of errors].",
    "Your API returns {error} for [every request|valid keys].",
    "The payment page freezes after I press {button}.",
    "Upload of a file over {D} MB fails [with {error}|].",
    "Sync between {device} and {device} has stopped.",
    "The search finds nothing, not even {product}.", "Die App stürzt auf {device} ab.",
    "L'application plante quand j'ouvre {screen}.", "The webhook sends everything twice.",
    "Dark mode makes the text on {screen} unreadable.", "Notifications do not come on {device}.",
    "The map shows my parcel in the ocean, the tracking page is broken.",
    "Export to CSV cuts off names with accents like {name}.",
    "I see <div> and &nbsp; in the text of {screen}.",
    "Login page shows '{error}' to all of our users.",
    "The battery of my {gadget} is empty after an hour with your app.",
    "Printing from {screen} gives blank pages.",
  ]
}
