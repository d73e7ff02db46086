import LabelingKit

/// What people call the animals.
let namesOfAnimals: [String: Animal] = [
  "cat": .cat, "kitten": .cat, "tomcat": .cat, "tabby": .cat, "dog": .dog, "puppy": .dog,
  "terrier": .dog, "labrador": .dog, "goldfish": .goldfish, "fish": .goldfish, "hen": .hen,
  "chicken": .hen, "pullet": .hen, "parrot": .parrot, "cockatoo": .parrot, "macaw": .parrot,
  "parakeet": .parrot, "rabbit": .rabbit, "bunny": .rabbit, "lop": .rabbit,
]

/// Words before `a dog` when there is none.
let comparisons: Set = ["like", "as", "is", "be", "not", "wanted"]

/// What the names that the model of pictures knows mean here.
let meaningsOfTags: [String: Ballot<Animal>] = [
  "bird": .group("feathered"), "cat": .only(.cat), "dog": .only(.dog), "fish": .only(.goldfish),
  "rodent": .only(.rabbit),
]
