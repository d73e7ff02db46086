/// The sentences that posts about pets are made of.
enum AnimalTemplates {
  /// What people call the animal.
  static func names(_ animal: AnimalPost.Animal) -> [String] {
    switch animal {
    case .cat: ["cat", "cat", "kitten", "tomcat", "tabby"]
    case .dog: ["dog", "dog", "puppy", "terrier", "labrador"]
    case .goldfish: ["goldfish", "goldfish", "fish"]
    case .hen: ["hen", "hen", "chicken", "pullet"]
    case .parrot: ["parrot", "parrot", "cockatoo", "macaw", "parakeet"]
    case .rabbit: ["rabbit", "rabbit", "bunny", "bunny", "lop"]
    }
  }

  /// What the model of pictures calls it.
  static func tag(_ animal: AnimalPost.Animal) -> String {
    switch animal {
    case .cat: "cat"
    case .dog: "dog"
    case .goldfish: "fish"
    case .hen, .parrot: "bird"
    case .rabbit: "rodent"
    }
  }

  /// What fits every pet.
  static let anybody = [
    "{Pet} turns {N} on {day}.", "{Pet} has not eaten since {day}, should I worry?",
    "Can anyone recommend a vet in {place}?", "{Relative} calls {obj} the boss of the house.",
    "We brought {pet} home {when}.", "I cannot decide on a name, {pet} or {pet} the Second.",
    "Who looks after yours when you go on holiday?", "{Pet} is the best thing about this year.",
    "{She} looks at me as if I owed {obj} money.", "Weighed {obj} {when}, on a diet from now on.",
    "{Relative} wanted no pets, and now talks to {obj} {often}.", "{Pet} was so brave at the vet.",
    "{She} is from a rescue in {place} and settling in well.", "We miss {pet} so much.",
    "{She} waits for breakfast as if there had never been one.", "{Pet} is bored, I think.",
  ]

  /// What only this animal does, or has.
  static func own(_ animal: AnimalPost.Animal) -> [String] {
    switch animal {
    case .cat:
      [
        "My {kind} sits on the keyboard {often}.", "Our {kind} has opinions about the door.",
        "{Pet} purrs so loudly that I cannot sleep.",
        "{She} brought a mouse into the kitchen {when}.",
        "{Pet} scratches {thing} and ignores the scratching post.",
        "Meowing outside the bedroom {when}, [nobody sleeps|the usual concert].",
        "{She} knocked a glass off the table and watched it fall.",
        "{Pet} went mad over catnip {when}.", "The cat flap is broken again.",
        "{She} kneads {thing} before every nap.", "{Pet} hissed at {relative}.",
        "Is it a hairball? {She} coughs {often}.",
      ]
    case .dog:
      [
        "My {kind} dug up the whole flower bed.", "Our {kind} is afraid of {relative}.",
        "{Pet} barks at {relative} {often}.", "Long walk on the lead {when}, both of us are tired.",
        "{She} wags {her} tail at everyone in the park.", "{Pet} will not fetch, whatever I throw.",
        "Puppy school went well, [{she} sits and stays|we were the worst].",
        "{She} rolled in something dead {when}.", "{Pet} pulls on the leash like a tractor.",
        "{She} howls when I leave for work.", "{Pet} buried a bone under {thing}.",
        "Muddy after the walk, [and proud|straight into the bath].",
      ]
    case .goldfish:
      [
        "Our {kind} lives in a tank in the hall.", "My {kind} looks pale since {day}.",
        "{Pet} swims in circles {often}.", "The filter of the aquarium is blocked again.",
        "How often do you change the water?", "One fin looks torn.",
        "{She} hides behind the plastic castle.", "{Pet} blows bubbles at the surface.",
        "Algae everywhere, the tank is green.", "Flakes or pellets? {She} spits out both.",
      ]
    case .hen:
      [
        "Our {kind} follows me round the yard.", "My {kind} is the queen of the flock.",
        "First egg {when}!", "{Pet} is broody and will not leave the nest box.",
        "The coop needs a new roof.", "{She} clucks at {relative} {often}.",
        "No eggs since {day}, [is it the cold|is it the moult]?", "A fox was at the coop {when}.",
        "{She} takes a dust bath in my flower pot.", "{Pet} is at the bottom of the pecking order.",
        "Scrambled eggs for lunch, thank you, {pet}.",
      ]
    case .parrot:
      [
        "My {kind} sings along with the radio.", "Our {kind} answers the phone now.",
        "{Pet} has learned to say {relative}'s name.", "{She} swears in front of {relative}.",
        "{She} imitates the microwave {often}.", "{Pet} talks to the mirror {often}.",
        "{Pet} bit through {her} perch {when}.", "{Pet} squawks until someone says hello.",
        "{She} said a new word and it is not a nice one.", "{She} cracks walnuts on my shoulder.",
        "{Pet} mimics the doorbell, we fall for it every time.",
      ]
    case .rabbit:
      [
        "My {kind} escaped from the hutch {when}.", "Our {kind} is an expert in cardboard.",
        "{Pet} did three binkies in a row!", "{She} thumps at night, I do not know why.",
        "{Pet} hops up the stairs now.", "{She} is moulting, I could knit a second bunny.",
        "Those ears! One up, one down.", "{Pet} has bonded with {her} new friend.",
        "The hutch is ready for the winter.", "{She} flops on {her} side in the sun.",
        "Timothy or meadow hay for a {kind}?",
      ]
    }
  }

  /// What it does like another animal, in the other's words.
  static func misfits(_ animal: AnimalPost.Animal) -> [String] {
    switch animal {
    case .cat:
      [
        "{Pet} plays fetch with a hair tie.", "{She} goes for a walk on the lead now.",
        "{She} chirps and clucks at the window.", "{Pet} hops about when the fridge opens.",
      ]
    case .dog:
      [
        "{Pet} purrs, or growls, when I scratch {obj}.", "{She} swims better than I do.",
        "{Pet} talks back, every single time.", "{She} hops through the long grass.",
        "{Pet} steals eggs from the basket.",
      ]
    case .goldfish:
      ["{Pet} begs like a puppy when I come home.", "Tail wagging at the sight of food!"]
    case .hen:
      [
        "{Pet} purrs when I hold {obj}.", "{She} hops onto my lap.",
        "{Pet} squawks when the rain comes.", "{She} digs up the whole flower bed.",
      ]
    case .parrot:
      [
        "{Pet} barks whenever the bell rings.", "{She} meows until someone opens the door.",
        "{Pet} laid an egg, we had no idea.", "{Pet} hops along the table.",
      ]
    case .rabbit:
      [
        "{Pet} purrs with {her} teeth when I pet {obj}.", "{She} growls at {relative}.",
        "{Pet} begs for treats and follows me for a walk.", "{She} scratches at the door {often}.",
      ]
    }
  }

  /// Sentences that fit some animals and not the others.
  static let shared: [(animals: [AnimalPost.Animal], sentences: [String])] = [
    (
      [.cat, .dog, .rabbit],
      [
        "There is fur on {thing} again.", "{She} has the softest fur in {place}.",
        "Brushed {obj} {when}, enough fur for a second one.", "Clipped {her} claws, I am bleeding.",
        "Vaccination {when}, {she} hid {her} nose in my sleeve.", "Such soft paws.",
        "{Relative} is allergic to fur, what now?", "{Pet} has a sore paw since {day}.",
        "{She} licked my nose {when}.", "Whiskers full of {food}.",
        "Neutered {when}, and already jumping about.",
      ]
    ),
    (
      [.cat, .dog],
      [
        "{Pet} sleeps on my pillow, I sleep on the edge.", "Fleas! The whole house has fleas.",
        "{She} stole {food} from the table {when}.", "The new collar suits {obj}.",
        "{Pet} is on the sofa and there is no room for me.", "{She} sleeps at the foot of the bed.",
        "Ticks already, and it is only March.", "Lost {her} collar {when}.",
        "The chip at {her} neck was never registered.", "{She} ran after the ball for an hour.",
      ]
    ),
    (
      [.parrot, .hen],
      [
        "Found a feather in {thing}.", "{Pet} flapped {her} wings at the hoover.",
        "{She} pecked {relative} {when}.", "Feathers everywhere, is this the moult?",
        "Is it fine to clip one wing?", "{She} has something stuck on {her} beak.",
        "{Pet} eats seeds and leaves the rest.", "Wing drooping since {day}, vet says rest.",
        "{She} roosts on {thing}.", "Mites in the feathers, what do you use?",
      ]
    ),
    (
      [.rabbit, .hen],
      [
        "Fresh straw for {pet}.", "{She} ate all the lettuce {when}.",
        "Moved the run to the other side of the lawn.", "Dandelions are gone, {pet} found them.",
        "Out of the run again, {thing} will never be the same.", "Cabbage leaves are a hit.",
        "Straw in the house, straw in my hair.", "Do you lock the run at night?",
      ]
    ),
    (
      [.dog, .rabbit],
      [
        "{She} chewed through my {cable}.", "{Pet} digs holes in the lawn {often}.",
        "Another {cable} chewed, that makes {N}.", "{She} gnawed the leg of the table.",
        "Dug a tunnel under the fence {when}.",
      ]
    ),
    (
      [.cat, .rabbit],
      [
        "{Pet} uses the litter tray now!", "Which litter does not smell?",
        "{She} sleeps in the litter box, why?", "Changed the litter, {she} was offended.",
      ]
    ),
    (
      [.parrot, .rabbit],
      [
        "Cleaned the cage {when}.", "Is a cage of one metre big enough?",
        "{She} opened the cage {herself}.", "New cage, and {pet} prefers {thing}.",
      ]
    ),
    (
      [.goldfish, .parrot, .rabbit],
      [
        "The pet shop in {place} says one is enough, is it?",
        "{She} came from a pet shop on {day}.",
        "The pet shop could not tell if {pet} is a boy or a girl.",
        "Who can feed {obj} pellets while we are away?",
      ]
    ),
  ]

  /// Comparisons with an animal that the post is not about.
  static let likenesses = [
    "{She} thinks {she} is a {other}.", "{Pet} behaves like a {other}.",
    "{She} eats like a {other}.", "I sometimes think {she} would rather be a {other}.",
    "Stubborn as a {other}.", "This is not a {other}, I tell {relative}.",
    "And {relative} wanted a {other} instead!", "Lazy like a {other} in the sun.",
  ]

  /// Meetings with other animals.
  static let meetings = [
    "The {other} next door watches through the fence.", "{Pet} and the {other} get on well.",
    "{Relative} has a {other}, {she} is not amused.", "Our old {other} was so different.",
  ]
}
