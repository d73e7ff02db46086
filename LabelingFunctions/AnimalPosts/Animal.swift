import LabelingKit

/// Which animal a post is about.
///
/// Two have feathers, three have fur, and one has neither: what many functions know is the group,
/// and not the animal.
enum Animal: String, LabelClass, ClassTree {
  /// Cats and kittens.
  /// Example: She knocked a glass off the table and watched it fall.
  case cat
  /// Dogs and puppies.
  /// Example: Long walk on the lead, both of us are tired.
  case dog
  /// Goldfish, in tanks and in ponds.
  case goldfish
  /// Hens, in whose posts there are eggs.
  /// Example: First egg this morning!
  case hen
  /// Parrots, cockatoos, macaws and parakeets.
  /// Example: He imitates the microwave all day.
  case parrot
  /// Rabbits, also when they are called bunnies.
  /// Example: She did three binkies in a row!
  case rabbit

  /// What functions may vote for by its name, and labels may stop at.
  static let groups: [Group<Animal>] = [
    "feathered": [.hen, .parrot], "furry": [.cat, .dog, .rabbit],
  ]
}
