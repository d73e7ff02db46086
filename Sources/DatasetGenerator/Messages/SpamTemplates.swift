/// What is sent to everybody.
enum SpamTemplates {
  static let prizes = [
    "Congratulations! You [have won|won|have been selected to receive] {prize}. [Claim|Collect] it [now|today] at {link}",
    "WINNER!! As a valued customer you [have been|are] selected for {prize}. Call {phone} [to claim|now]. {terms}",
    "Your number was drawn in our {holiday} draw! Reply {word} to {phone} to get {prize}",
    "Final notice: {prize} is [waiting|reserved] for you. Claim code {code}. {link}",
    "You are today's lucky visitor, {prize} [is yours|awaits]: {link}",
    "FREE entry in our weekly draw for {prize}. Text {word} to {phone}. {terms}",
    "{name}, your {holiday} gift is here: {prize}. [Confirm|Tap] within {D}h {link}",
    "Answer {D} questions and get {prize} [free|for free|at no cost] {link}",
    "Ur awarded {prize}! 2 claim call {phone} {terms}",
    "¡Felicidades! Ha ganado {prize}. Reclame hoy: {link}",
    "Félicitations, vous avez gagné {prize}! Cliquez ici {link}",
    "Herzlichen Glückwunsch! Sie haben {prize} gewonnen: {link}",
    "Last chance to collect your reward points ({D}{d}{d}0). {link}",
  ]

  static let phishing = [
    "{bank}: [unusual|suspicious] sign-in on your account. Verify [now|your details] at {link} or it will be [locked|suspended]",
    "Your parcel {code} is on hold, a fee of {fee} is [due|unpaid]. Pay here {link}",
    "{service}: we could not deliver your package. Reschedule: {link}",
    "Tax office: you are due a refund of {amount}. [Claim|Submit the form] at {link}",
    "Your {service} subscription [has expired|ends today]. Update your [card|payment] to avoid interruption {link}",
    "ALERT: your card was used for {amount}. If this was not you go to {link}",
    "Your mailbox is full. Sign in to keep your messages: {link}",
    "{bank} security: a new payee was added. Not you? Cancel at {link}",
    "Toll notice: unpaid balance {fee}. Settle today to avoid a fine {link}",
    "Your SIM will be [blocked|deactivated] in {D}{d} hours, confirm your identity {link}",
    "Votre colis {code} est en attente, réglez {fee} sur {link}",
    "Dear customer, we have [updated|changed] our terms. Confirm your account within {D} days at {link}",
  ]

  static let comments = [
    "[Check out|Have a look at|Come see] my [new|] [channel|cover|video] [please|pls|], {boast}",
    "Subscribe to my channel and I will subscribe back [100%|]",
    "sub4sub [anyone|?|fast]", "I make [beats|covers|games videos], {boast}, {ask}",
    "hey guys {ask}, {boast}",
    "I earn {amount} a [day|week] from home, see how: {link}",
    "want [free followers|10k subs|more likes]? visit {link}",
    "this is nice but mine is better, {ask}",
    "watch the full [movie|episode|album] free here {link}",
    "♫ new {track} out now on my page ♫ {ask}", "{ask} and help me reach {D}000 {crowd}",
    "If you [like|love] this you'll love my {track}, {ask}",
    "lost {D}{d} kg in {D} weeks with this {link}",
    "follow @{x}{x}{x}{x}{d}{d} for [free|daily] [tips|giveaways]",
    "💰 {amount} giveaway on my page 💰 {ask}",
    "copy this to {D} {track}s or you'll have bad luck for {D} years",
    "Please give me a chance, I am a small artist. {ask}",
    "Vote for {name} here {link}",
    "who wants a free {item}? I'm giving away {D}{d}, link in my profile",
    "the real [story|video] they don't show you: {link}",
  ]

  static let money = [
    "Need cash [fast|today]? Loans up to {amount}, [no credit check|bad credit ok]. Apply {link}",
    "Your loan of {amount} is pre-approved. Reply {word} or call {phone}",
    "Work from home, earn {amount} per [day|week], no experience needed. [Contact|Text] {phone}",
    "Crypto signal group: [+3{d}{d}%|10x] last month, {D} places left {link}",
    "Invest {amount} and get double in {D} days, guaranteed. {link}",
    "We buy your car for cash, any condition, call {phone}",
    "Have you had an accident? You may be entitled to {amount}. Reply {word}",
    "Hi, I'm a recruiter at {campaign}. Part-time job, {amount} a day, interested? Write to {phone}",
    "Reduce your [debt|bills] by up to {D}0%, government scheme, see if you qualify: {link}",
    "Lucky bet! {D}0 free spins, deposit {fee}, win up to {amount} {link}",
    "Make {amount} in {D} hours!! No risk!! {link}",
    "Ganhe {amount} por dia sem sair de casa {link}",
  ]

  static let shopping = [
    "{holiday} SALE: up to {D}0% off [everything|all brands], today only at {link}",
    "Designer [watches|bags|shoes] from {fee}. Limited stock. {link}",
    "New ringtones and wallpapers! Text {word} to {phone}. {terms}",
    "Cheap [meds|pills|contact lenses] without prescription {link}",
    "Buy one get {D} free at {link}. Reply STOP to opt out",
    "Exclusive offer for you, {name}: {D}0% off with code {code}. Ends midnight. Opt out: STOP",
    "Unlimited minutes for {fee} a month! Switch today, call {phone}. {terms}",
  ]

  /// Spam without any telltale word.
  static let quiet = [
    "Hi mum, my phone is broken, this is my new number. Can you write me here? {phone}",
    "Hello dear, I saw your picture and I would like to know you better",
    "Is this still {name}? We met at the {event}, I lost your contact",
    "Good day, are you the owner of the property near the {place}? I have a client",
    "Hey, it's me. I'm stuck at the {place}, can you help me with {amount}? I'll pay back {day}",
    "hi dad i dropped my phone in the water, text me on {phone} ok?",
    "Hello, I am {name} from the office of a late client with your family name. Please answer",
    "Long time no see! How have you been? I am now in {country}, doing well",
    "Your neighbour has already joined. Ask us why",
    "Ring me back on {phone}, it is about your {family}",
    "[Someone|A friend] left a voice message for you, dial {phone} to listen",
    "I think I found your {item} near the {place}, write to {phone}",
    "are you at your desk? i need you to get some gift cards for the {event}, will explain",
  ]
}

/// What both sides write, word for word.
enum SharedTemplates {
  static let messages = [
    "check this out {neutral}", "Call me back on {phone}", "[Have|Did] you see this? {neutral}",
    "please call {phone} [asap|today|when you can]",
    "{hey} is this your number?", "look at this 😂 {neutral}", "new video is up {neutral}",
    "I tried to call you, please ring {phone}",
    "{hey}, [are you|still] interested?", "your {item} is ready, call {phone}",
    "can you vote for us? {neutral}", "last day today! {neutral}",
  ]
}
