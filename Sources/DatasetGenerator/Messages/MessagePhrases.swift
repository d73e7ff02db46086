/// The phrases that fill the templates of messages.
enum MessagePhrases {
  static let people: [String: [String]] = [
    "name": [
      "Maya", "Tom", "Zoë", "José", "Søren", "Chloé", "Łukasz", "Anaïs", "Tariq", "Mei", "Ravi",
      "Ingrid", "Kwame",
      "Bea", "Óscar", "Nuria", "Jürgen", "Priya", "Sam", "Lena", "Björn", "Aoife", "Yuki", "Omar",
      "Ада",
    ],
    "family": ["mum", "dad", "sister", "brother", "grandma", "uncle", "cousin", "daughter", "son"],
    "family2": ["uncle", "aunt", "aunt again"],
    "hey": ["Hey", "Hi", "Hello", "Heya", "Yo", "Hola", "Hej", "hiii"],
    "thanks": ["Thanks", "Thank you", "Thanks a lot", "Merci", "Danke", "Cheers", "Gracias"],
    "reaction": [
      "haha", "omg", "wow", "no way", "I'm dying", "so funny", "unbelievable", "oh dear", "😂😂",
      "wtf",
    ],
    "wish": [
      "Enjoy!", "Big hug", "Have fun!", "So proud of you", "Can't wait!", "All the best",
      "Hugs and kisses",
    ],
    "busy": [
      "cooking", "driving", "at work", "in a meeting", "on the train", "in class", "at the gym",
      "asleep", "studying", "cleaning",
      "in the shower", "putting the kids to bed",
    ],
    "answer": ["answer later", "reply tonight", "call you", "check", "ask {name}"],
    "handle": ["@{nick}{d}{d}", "@{nick}_{x}{x}", "@{nick}", "@{nick}.{nick}"],
    "nick": [
      "luna", "skater", "mrs_k", "drumkid", "nightowl", "pixel", "coffee", "zorro", "happyfeet",
      "tigris", "oldvinyl", "maple", "bassline",
      "rainyday", "kiwi", "northstar",
    ],
    "phone": ["555-01{d}{d}", "(202) 555-01{d}{d}", "+1 202 555 01{d}{d}", "+1-303-555-01{d}{d}"],
    "crowd": ["subs", "subscribers", "followers"],
  ]

  static let things: [String: [String]] = [
    "event": [
      "party", "exam", "wedding", "concert", "match", "interview", "meeting", "trip", "class",
      "rehearsal", "school fair", "dinner", "picnic",
    ],
    "event2": ["MATCH", "FINAL", "SCHOOL CUP", "QUIZ"],
    "place": [
      "station", "café", "library", "supermarket", "gym", "park", "cinema", "bakery", "pub",
      "garage", "market", "bus stop", "bistro",
    ],
    "clinic": ["Elm Street Dental", "the clinic", "Riverside Practice", "Dr. Example's practice"],
    "food": [
      "milk", "bread", "eggs", "pizza", "soup", "rice", "jalapeños", "cheese", "crêpes", "curry",
      "salad", "noodles", "cake",
    ],
    "item": [
      "umbrella", "charger", "jacket", "keys", "book", "guitar", "bike", "laptop", "scarf",
      "helmet", "camera", "essay", "passport",
    ],
    "meal": ["Lunch", "Dinner", "Brunch", "Coffee", "Breakfast", "Drinks"],
    "day": [
      "today", "tomorrow", "tonight", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
      "Saturday", "Sunday", "next week",
    ],
    "time": ["{D} pm", "{D}:30", "1{D}:00", "noon", "{D}ish", "1{D}h", "half past {D}"],
    "weather": ["rain", "snow", "heat", "wind", "fog", "storm"],
    "year": ["2019", "2021", "2022", "2023", "2024"],
    "track": ["song", "track", "video", "cover", "remix", "tune", "canción"],
    "country": [
      "Brazil", "Türkiye", "Poland", "Kenya", "India", "México", "Norway", "Việt Nam",
      "Côte d'Ivoire", "Japan",
    ],
    "service": [
      "PARCELGO", "MYBANK", "StreamBox", "CityTram", "TICKETS", "HealthLine", "PowerCo", "ShopMart",
    ],
    "shop": ["shopmart", "powerco", "cityfon"],
    "amount": [
      "£{D}{d}", "${D}{d}", "${D}{d}{d}", "€{D}{d}{d}", "£{D},{d}00", "${D},{d}{d}0", "{D}0 euros",
    ],
    "fee": ["£1.{D}9", "$2.{D}9", "€{D}.99", "$0.99"],
    "code": ["{D}{d}{d}{d}{D}{d}", "AB{d}{d}{d}{d}", "QX-{D}{d}{d}{d}", "{D}{d}{d}{d}"],
  ]

  static let lures: [String: [String]] = [
    "prize": [
      "a £{D}00 gift card", "${D},000 cash", "a brand new phone", "a holiday for two",
      "{D}000 bonus points", "a free cruise", "an iPhome 15",
      "a ${D}00 voucher", "a new car", "a shopping spree worth €{D}00", "2 VIP tickets",
    ],
    "link": [
      "http://claim-{word2}.example/{x}{x}{x}", "www.{word2}-{word2}.example",
      "https://{short}/{x}{x}{x}{x}{x}", "{short}/{x}{x}{x}{x}",
      "http://{word2}{d}{d}.test/?id={x}{x}{x}", "{word2}-now dot example",
    ],
    "neutral": [
      "https://{short}/{x}{x}{x}{x}{x}", "https://video.example/{x}{x}{x}{x}{x}",
      "www.{nick}.example", "http://{nick}.test/{x}{x}",
    ],
    "short": ["shrt.example", "tiny.example", "go2.example", "lnk.test", "qlik.test"],
    "word": ["WIN", "YES", "CLAIM", "GO", "LOAN", "TONE", "PLAY", "CASH"],
    "word2": [
      "prize", "bonus", "secure", "verify", "deal", "fast", "reward", "parcel", "cash", "vip",
      "login", "promo",
    ],
    "campaign": [
      "PRIZE-DESK", "LuckyDraw", "CASHNOW", "INFO", "PROMO", "Rewards", "NOTICE", "JOBS4U",
      "QuickLoan", "88-WIN", "Parcel-Info", "SECURE",
    ],
    "bank": ["MYBANK", "First Example Bank", "Example Bank", "Your bank"],
    "holiday": ["summer", "Christmas", "Black Friday", "anniversary", "New Year", "Easter"],
    "terms": ["T&Cs apply", "18+ only", "Std rates apply. Reply STOP to end", "150p/msg", "", ""],
    "boast": [
      "you won't regret it", "I post every day", "I'm only {D}{d}", "it means a lot",
      "I'm trying to get noticed", "thumbs up so everyone can see",
    ],
    "ask": [
      "please subscribe", "check my channel", "sub to me", "visit my page", "follow me",
      "link in bio", "give me a like",
    ],
    "scam": [
      "your parcel is on hold, pay {fee}", "you have won {prize}", "Hi mum, this is my new number",
    ],
  ]
}
