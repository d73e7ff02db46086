import LabelModels
import LabelingCore

/// Small sets of votes on spans, with what an independent implementation of the model makes of them.
///
/// Positions are numbers of tokens; intermediates have six decimals.
struct SpanOracle: Sendable, CustomStringConvertible {
  typealias Spans = [(start: Int, end: Int, type: Int)]

  /// A document: the spans of each voter, and how often it occurs.
  struct Document: Sendable {
    var spans: [Spans]
    var count = 1
    var asked: [Int]?
  }

  /// A candidate of the first of equal documents.
  struct Expected: Sendable {
    var document: Int
    var span: (Int, Int, Int)
    var probability: Double
    var raw: Double
    var isChosen: Bool
  }

  var name: String
  var typeCount = 1
  var mode = PooledLabelModel.Mode.functions
  var maximumPasses = 20
  var documents: [Document]
  var gold: [Int: Spans] = [:]

  var passes: Int
  var confirmedShares: [[Double]]
  var precision = 0.85
  var prior = 0.739130
  var truth: [[[Double]]]
  var typeShares = [1.0]
  var types: [[[Double]]]?
  var boundaryPool: [Double]
  var boundaries: [[Double]]
  var recalls: [Double] = []
  var falseAlarms: [Double] = []
  var candidates: [Expected]

  var description: String { name }

  /// The votes, with documents in an order, and voters renamed and reordered.
  func votes(order: [Int]? = nil, voters: [Int]? = nil) -> SpanVotes {
    let voterCount = documents.map(\.spans.count).max() ?? 0
    let voters = voters ?? Array(0..<voterCount)
    var votes = SpanVotes(
      voters: voters.map { "f\($0)" },
      types: LabelSpace((0..<typeCount).map { "t\($0)" })
    )
    let all = documents.flatMap { [Document](repeating: $0, count: $0.count) }
    for d in order ?? Array(all.indices) {
      votes.append(
        voters.enumerated().flatMap { place, voter in
          all[d].spans[voter].map { SpanVote(voter: place, span: Self.labeled($0)) }
        },
        asked: all[d].asked?.compactMap { voters.firstIndex(of: $0) },
        gold: gold[d]?.map { Self.labeled($0) }
      )
    }
    return votes
  }

  static func labeled(_ span: (Int, Int, Int)) -> LabeledSpan {
    LabeledSpan(span.0..<span.1, type: span.2)
  }

  private static let two = [0.85, 0.135, 0.01, 0.005]
  private static let lone = [0.644733, 0.85]
  private static let oneTypeVotes = [
    Document(spans: [[(0, 2, 0)], [(0, 2, 0)], []], count: 4),
    Document(spans: [[(3, 4, 0)], [(2, 4, 0)], []], count: 3),
    Document(spans: [[(1, 2, 0)], [], []], count: 2),
    Document(spans: [[], [], [(5, 6, 0)]], count: 3),
    Document(spans: [[(0, 1, 0)], [(0, 3, 0)], [(2, 3, 0)]]),
    Document(spans: [[], [], []]),
  ]
  private static let oneTypeTruth = [[[0.749320, 0.85]], [[0.636201, 0.85]], [[0.834932, 0.85]]]
  private static let oneTypeShares = [[0.775510], [0.944444], [0.3125]]

  private static func expect(
    _ document: Int,
    _ span: (Int, Int, Int),
    _ probability: Double,
    _ raw: Double,
    _ isChosen: Bool = false
  ) -> Expected {
    Expected(
      document: document,
      span: span,
      probability: probability,
      raw: raw,
      isChosen: isChosen
    )
  }

  static let all = [oneType, onePass, twoTypes, annotators, withGold] + degenerate

  static let oneType = SpanOracle(
    name: "one type",
    documents: oneTypeVotes,
    passes: 20,
    confirmedShares: oneTypeShares,
    truth: oneTypeTruth,
    boundaryPool: [0.826553, 0.152728, 0.016803, 0.003916],
    boundaries: [
      [0.795449, 0.186892, 0.014321, 0.003338], [0.839208, 0.130172, 0.027283, 0.003338],
      [0.809730, 0.170321, 0.016179, 0.003771],
    ],
    candidates: [
      expect(0, (0, 2, 0), 0.863039, 0.875770, true),
      expect(4, (2, 4, 0), 0.627158, 0.681654, true), expect(4, (3, 4, 0), 0.216024, 0.094320),
      expect(7, (1, 2, 0), 0.642232, 0.596046, true),
      expect(9, (5, 6, 0), 0.698248, 0.676069, true),
      expect(12, (0, 1, 0), 0.359509, 0.299298),
      expect(12, (0, 3, 0), 0.478759, 0.523227, true),
      expect(12, (2, 3, 0), 0.343795, 0.276851),
    ]
  )

  static let onePass = SpanOracle(
    name: "one pass",
    maximumPasses: 1,
    documents: oneTypeVotes,
    passes: 1,
    confirmedShares: oneTypeShares,
    truth: oneTypeTruth,
    boundaryPool: [0.826032, 0.156130, 0.013927, 0.003911],
    boundaries: [
      [0.791342, 0.193464, 0.011862, 0.003331], [0.843015, 0.132986, 0.020667, 0.003331],
      [0.806487, 0.176334, 0.013412, 0.003767],
    ],
    candidates: [
      expect(0, (0, 2, 0), 0.863137, 0.875911, true),
      expect(4, (2, 4, 0), 0.644376, 0.706252, true), expect(4, (3, 4, 0), 0.199575, 0.070822),
      expect(7, (1, 2, 0), 0.640078, 0.592968, true),
      expect(9, (5, 6, 0), 0.696354, 0.673362, true),
      expect(12, (0, 1, 0), 0.313424, 0.233463),
      expect(12, (0, 3, 0), 0.522275, 0.585393, true),
      expect(12, (2, 3, 0), 0.301167, 0.215954),
    ]
  )

  static let twoTypes = SpanOracle(
    name: "two types",
    typeCount: 2,
    documents: [
      Document(spans: [[(0, 1, 0)], [(0, 1, 0)], [(0, 1, 1)]], count: 3),
      Document(spans: [[(0, 2, 1)], [(0, 2, 1)], []], count: 2),
      Document(spans: [[(0, 1, 1)], [(0, 2, 0)], [(0, 2, 0)]]),
      Document(spans: [[(4, 5, 0)], [], [(4, 5, 0)]], count: 2),
      Document(spans: [[], [], [(7, 9, 1)]], count: 2),
    ],
    passes: 6,
    confirmedShares: [[0.925926, 0.904762], [0.9, 0.866667], [0.809524, 0.629630]],
    truth: [
      [[0.636201, 0.85], [0.636201, 0.85]], [[0.636201, 0.85], [0.661232, 0.85]],
      [[0.727503, 0.85], [0.797676, 0.85]],
    ],
    typeShares: [0.603579, 0.396421],
    types: [
      [[0.952349, 0.047651], [0.206223, 0.793777]], [[0.949304, 0.050696], [0.154557, 0.845443]],
      [[0.948830, 0.051170], [0.325136, 0.674864]],
    ],
    boundaryPool: [0.874731, 0.113578, 0.007935, 0.003756],
    boundaries: [
      [0.875181, 0.114919, 0.006719, 0.003181], [0.891356, 0.098157, 0.007241, 0.003246],
      [0.891356, 0.098157, 0.007241, 0.003246],
    ],
    candidates: [
      expect(0, (0, 1, 0), 0.848013, 0.943590, true), expect(0, (0, 1, 1), 0.120992, 0.012132),
      expect(3, (0, 2, 1), 0.863127, 0.875896, true),
      expect(5, (0, 1, 0), 0.048474, 0.015677), expect(5, (0, 1, 1), 0.112782, 0.000403),
      expect(5, (0, 2, 0), 0.819946, 0.903495, true), expect(5, (0, 2, 1), 0.053753, 0.023219),
      expect(6, (4, 5, 0), 0.879666, 0.899522, true),
      expect(8, (7, 9, 1), 0.560887, 0.479838, true),
    ]
  )

  static let annotators = SpanOracle(
    name: "annotators",
    mode: .annotators,
    documents: [
      Document(spans: [[(0, 1, 0)], [(0, 1, 0)], []], count: 4),
      Document(spans: [[], [], [(2, 3, 0)]], count: 3),
      Document(spans: [[(4, 6, 0)], [(5, 6, 0)], []], asked: [0, 1]),
      Document(spans: [[], [(0, 1, 0)], [(0, 1, 0)]], asked: [1, 2]),
    ],
    passes: 8,
    confirmedShares: [[0.901235], [0.92], [0.3125]],
    prior: 0.130101,
    truth: [[[0.636201, 0.85]], [[0.636201, 0.85]], [[0.834932, 0.85]]],
    boundaryPool: [0.863529, 0.123246, 0.009139, 0.004086],
    boundaries: [
      [0.878664, 0.108169, 0.009581, 0.003586], [0.862859, 0.125687, 0.007916, 0.003538],
      [0.869104, 0.118211, 0.008766, 0.003919],
    ],
    recalls: [0.691476, 0.700156, 0.564380],
    falseAlarms: [0.015102, 0.014970, 0.036146],
    candidates: [
      expect(0, (0, 1, 0), 0.867767, 0.971810, true), expect(4, (2, 3, 0), 0.223296, 0.158281),
      expect(7, (4, 6, 0), 0.719402, 0.813431, true), expect(7, (5, 6, 0), 0.192625, 0.060892),
      expect(8, (0, 1, 0), 0.927433, 0.967761, true),
    ]
  )

  static let withGold = SpanOracle(
    name: "gold documents",
    documents: oneTypeVotes,
    gold: [4: [(2, 4, 0)], 9: []],
    passes: 13,
    confirmedShares: oneTypeShares,
    precision: 0.807692,
    prior: 0.677419,
    truth: [[[0.676836, 0.813896]], [[0.564488, 0.813896]], [[0.763378, 0.807692]]],
    boundaryPool: [0.832516, 0.150286, 0.013213, 0.003985],
    boundaries: [
      [0.781141, 0.204550, 0.010993, 0.003316], [0.853167, 0.125033, 0.018485, 0.003316],
      [0.811156, 0.172283, 0.012724, 0.003838],
    ],
    candidates: [
      expect(0, (0, 2, 0), 0.851730, 0.859614, true), expect(4, (2, 4, 0), 1, 1, true),
      expect(5, (2, 4, 0), 0.647873, 0.711246, true), expect(5, (3, 4, 0), 0.191193, 0.058848),
      expect(7, (1, 2, 0), 0.595093, 0.528704, true),
      expect(10, (5, 6, 0), 0.658453, 0.619219, true),
      expect(12, (0, 1, 0), 0.290275, 0.200393),
      expect(12, (0, 3, 0), 0.541836, 0.613337, true),
      expect(12, (2, 3, 0), 0.275739, 0.179628),
    ]
  )

  private static let degenerate = [
    SpanOracle(
      name: "one function",
      documents: [
        Document(spans: [[(0, 2, 0)]], count: 3), Document(spans: [[(1, 2, 0)]]),
      ],
      passes: 2,
      confirmedShares: [[0.125]],
      truth: [[[0.845141, 0.85]]],
      boundaryPool: two,
      boundaries: [two],
      candidates: [
        expect(0, (0, 2, 0), 0.727859, 0.718370, true),
        expect(3, (1, 2, 0), 0.727859, 0.718370, true),
      ]
    ),
    SpanOracle(
      name: "long against short",
      documents: [Document(spans: [[(0, 3, 0)], [(1, 2, 0)]], count: 4)],
      passes: 9,
      confirmedShares: [[0.875], [0.875]],
      truth: [[lone], [lone]],
      boundaryPool: [0.806764, 0.176714, 0.012140, 0.004382],
      boundaries: [
        [0.820493, 0.159209, 0.016350, 0.003948], [0.732261, 0.252854, 0.010937, 0.003948],
      ],
      candidates: [
        expect(0, (0, 3, 0), 0.648883, 0.712690, true), expect(0, (1, 2, 0), 0.178789, 0.041128),
      ]
    ),
    SpanOracle(
      name: "crossing",
      documents: [Document(spans: [[(0, 2, 0)], [(1, 3, 0)]], count: 4)],
      passes: 5,
      confirmedShares: [[0.875], [0.875]],
      truth: [[lone], [lone]],
      boundaryPool: [0.808770, 0.119097, 0.008822, 0.063310],
      boundaries: [
        [0.779333, 0.107743, 0.007981, 0.104943], [0.779333, 0.107743, 0.007981, 0.104943],
      ],
      candidates: [
        expect(0, (0, 2, 0), 0.397841, 0.354059), expect(0, (1, 3, 0), 0.397841, 0.354059),
      ]
    ),
    SpanOracle(
      name: "no votes",
      typeCount: 2,
      documents: [Document(spans: [[], []])],
      passes: 2,
      confirmedShares: [[0.5, 0.5], [0.5, 0.5]],
      truth: [[[0.818065, 0.85], [0.818065, 0.85]], [[0.818065, 0.85], [0.818065, 0.85]]],
      typeShares: [0.5, 0.5],
      types: [[[0.8, 0.2], [0.2, 0.8]], [[0.8, 0.2], [0.2, 0.8]]],
      boundaryPool: two,
      boundaries: [two, two],
      candidates: []
    ),
  ]
}
