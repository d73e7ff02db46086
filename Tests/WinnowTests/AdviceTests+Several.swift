extension AdviceTests {
  private static let table = [
    "s.csv": "id,f,g\na,x+y,x\nb,y,\nc,-x,y\nd,x,x\n",
    "sgold.csv": "id,label\na,x+y\nb,y\nc,[]\nd,x\n",
    "one.csv": "id,f,g\na,x,x\nb,y,x\nc,y,y\n",
  ]

  /// Of documents that have several classes.
  static let several = [
    Advice(
      text: "pass '--labels several' if a document may have several classes",
      files: table,
      mistake: "fit s.csv -o m.json --classes x,y",
      remedy: ["fit s.csv -o m.json --classes x,y --labels several"]
    ),
    Advice(
      text: "pass '--labels several' if a document may have several classes; else name the "
        + "classes with '--classes'",
      files: table,
      mistake: "fit s.csv -o m.json",
      remedy: [
        "fit s.csv -o m.json --labels several", "fit s.csv -o m.json --classes x,y,x+y,-x",
      ]
    ),
    Advice(
      text: "read the votes with '--labels several', or fit a model without it",
      files: table,
      before: ["fit s.csv --labels several -o m.json"],
      mistake: "predict s.csv --model m.json --labels one -o l.csv",
      remedy: ["predict s.csv --model m.json --labels several -o l.csv"]
    ),
    Advice(
      text: "leave out '--labels several', or fit a model with it",
      files: table,
      before: ["fit one.csv -o m.json"],
      mistake: "predict one.csv --model m.json --labels several -o l.csv",
      remedy: [
        "predict one.csv --model m.json -o l.csv", "fit one.csv --labels several -o n.json",
        "predict one.csv --model n.json --labels several -o l.csv",
      ]
    ),
    Advice(
      text: "give gold labels with '--gold FILE', or leave out '--threshold-by': a class is then "
        + "present above 0.5",
      files: table,
      mistake: "fit s.csv --labels several --threshold-by f1 -o m.json",
      remedy: [
        "fit s.csv --labels several --threshold-by f1 --gold sgold.csv -o m.json",
        "fit s.csv --labels several -o m.json",
      ]
    ),
    Advice(
      text: "write all of them with 'winnow stats --labels several', or none",
      files: table,
      before: ["stats one.csv -o 1.json", "stats s.csv --labels several -o 2.json"],
      mistake: "fit --stats 1.json --stats 2.json -o m.json",
      remedy: [
        "stats one.csv --labels several -o 1.json",
        "fit --stats 1.json --stats 2.json -o m.json",
      ]
    ),
    Advice(
      text: "leave it out, or leave out '--labels several'",
      files: table,
      mistake: "fit one.csv --labels several --balance x=0.5,y=0.5 -o m.json",
      remedy: [
        "fit one.csv --labels several -o m.json", "fit one.csv --balance x=0.5,y=0.5 -o m.json",
      ]
    ),
    Advice(
      text:
        "give the output of 'winnow label', or learn from the labels alone with '--label-field'",
      files: ["bare.csv": "id,text,labels\na,red,x+y\nb,blue,[]\nc,red one,x\n"],
      mistake: "train bare.csv -o m.endmodel",
      remedy: ["train bare.csv --label-field labels -o m.endmodel"]
    ),
    Advice(
      text: "'winnow classify' labels with it",
      files: table.merging(["t.csv": "id,text,kind\na,red,x\nb,blue,y\nc,red one,x\n"]) { $1 },
      before: ["train t.csv --label-field kind -o m.endmodel"],
      mistake: "predict one.csv --model m.endmodel -o l.csv",
      remedy: ["classify t.csv --model m.endmodel -o l.csv"]
    ),
    Advice(
      text: "; with '--labels several' there too",
      files: ["lists.csv": "item,worker,labels\nc1,ann,ham+spam\nc2,ann,[]\n"],
      mistake: "session import a.session lists.csv --labels several",
      remedy: [
        "session start c.csv --classes ham,spam --labels several --output a.session",
        "session import a.session lists.csv",
      ]
    ),
    Advice(
      text: "; labels of several classes a document take '--labels several'",
      files: ["lists.csv": "id,text,labels,p_x,p_y\na,red,x+y,0.8,0.7\nb,blue,x,0.9,0.1\n"],
      mistake: "session start lists.csv -o s.session",
      remedy: ["session start lists.csv -o s.session --labels several"]
    ),
    Advice(
      text: "pass '--labels several' if a document may have several classes",
      files: ["lists.csv": "item,worker,labels\na,ann,x+y\nb,ann,x\nb,ben,[]\n"],
      mistake: "analyze lists.csv",
      remedy: ["analyze lists.csv --labels several"]
    ),
    Advice(
      text: "pass '--labels several' if a document may have several classes",
      files: ["lists.csv": "id,text,topics\na,red,x+y\nb,blue,x\nc,green,y\n"],
      mistake: "train lists.csv --label-field topics -o m.endmodel",
      remedy: ["train lists.csv --label-field topics --labels several -o n.endmodel"]
    ),
    Advice(
      text: "it goes with '--labels several'",
      files: table,
      mistake: "fit s.csv --threshold-by f1 --gold sgold.csv -o m.json",
      remedy: ["fit s.csv --labels several --threshold-by f1 --gold sgold.csv -o m.json"]
    ),
    Advice(
      text: "write --threshold-by f1, or --threshold-by precision=0.9",
      files: table,
      mistake: "fit s.csv --labels several --gold sgold.csv --threshold-by recall -o m.json",
      remedy: [
        "fit s.csv --labels several --gold sgold.csv --threshold-by f1 -o m.json",
        "fit s.csv --labels several --gold sgold.csv --threshold-by precision=0.9 -o m.json",
      ]
    ),
    Advice(
      text: "say which: '--abstain -1' reads it as no vote, '--abstain empty' as absence",
      files: ["m.csv": "id,f,g\na,1+2,-1\nb,,2\n"],
      mistake: "fit m.csv --labels several -o m.json",
      remedy: [
        "fit m.csv --labels several --abstain -1 -o m.json",
        "fit m.csv --labels several --abstain empty -o m.json",
      ]
    ),
    Advice(
      text: "leave out '--labels several'",
      before: ["apply Comments c.csv -o a.votes"],
      mistake: "fit a.votes --labels several -o m.json",
      remedy: ["fit a.votes -o m.json"]
    ),
    Advice(
      text: "'winnow predict' labels with it, 'winnow model show' shows it",
      files: table,
      before: ["fit s.csv --labels several -o m.json"],
      mistake: "fit one.csv --from m.json -o n.json",
      remedy: ["predict s.csv --model m.json -o l.csv", "model show m.json"]
    ),
    Advice(
      text: "start from a model of several, or leave out '--from'",
      files: table,
      before: ["fit one.csv -o m.json", "fit s.csv --labels several -o s.json"],
      mistake: "fit s.csv --labels several --from m.json -o n.json",
      remedy: [
        "fit s.csv --labels several --from s.json -o n.json",
        "fit s.csv --labels several -o n.json",
      ]
    ),
    Advice(
      text: "leave it out; '--json' has all scores",
      files: table,
      before: [
        "fit s.csv --labels several -o m.json", "predict s.csv --model m.json -o sl.csv",
      ],
      mistake: "evaluate sl.csv --gold sgold.csv --plots p",
      remedy: ["evaluate sl.csv --gold sgold.csv", "evaluate sl.csv --gold sgold.csv --json"]
    ),
  ]
}
