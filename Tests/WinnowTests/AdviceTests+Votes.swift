extension AdviceTests {
  private static let corpusOfWords = [
    "d.csv": "id,text\n" + (0..<60).map { "c\($0),some words \($0)\n" }.joined()
  ]
  private static let columnOfGold = [
    "g.csv": "id,f,g,gold\na,x,x,x\nb,y,x,y\nc,x,y,x\n",
    "known.csv": "id,label\na,x\nb,y\nc,x\n",
  ]

  /// Of files of votes.
  static let votes = [
    Advice(
      text: "votes are what 'winnow apply' writes, and 'winnow label --provenance' too",
      before: [label],
      mistake: "fit l.csv -o m.json",
      remedy: [
        "apply Comments c.csv -o a.csv", "fit a.csv -o m.json",
        "label Comments c.csv --provenance -o p.csv", "fit p.csv -o m.json",
      ]
    ),
    Advice(
      text: "a corpus has no votes yet: 'winnow apply TASK ",
      files: corpusOfWords,
      mistake: "fit d.csv -o m.json",
      remedy: ["apply Comments d.csv --output votes.csv"]
    ),
    Advice(
      text: "' applies, fits and labels at once",
      files: corpusOfWords,
      mistake: "fit d.csv -o m.json",
      remedy: ["label Comments d.csv -o o.csv"]
    ),
    Advice(
      text: "leave it out with '--exclude ",
      files: [
        "t.csv": "id,f,text\n"
          + (0..<60).map { "c\($0),\($0 % 2 == 0 ? "a" : "b"),words \($0)\n" }
          .joined()
      ],
      mistake: "fit t.csv -o m.json",
      remedy: ["fit t.csv -o m.json --exclude text"]
    ),
    Advice(
      text: "write each name once, separated by commas: --classes ham,spam",
      mistake: "fit v.csv -o m.json --classes ham,ham",
      remedy: ["fit v.csv -o m.json --classes ham,spam"]
    ),
    Advice(
      text: "--columns task,annotator,answer",
      files: ["t.csv": "task,annotator,answer\na,ada,x\na,ben,x\nb,ada,y\nb,ben,x\n"],
      mistake: "fit t.csv -o m.json --columns task",
      remedy: ["fit t.csv -o m.json --columns task,annotator,answer"]
    ),
    Advice(
      text: "'--abstain -1' reads it as no vote",
      files: ["m.csv": "id,f,g,h\na,0,0,\nb,1,1,-1\nc,1,-1,1\nd,0,,0\n"],
      mistake: "fit m.csv -o m.json",
      remedy: ["fit m.csv -o m.json --abstain -1"]
    ),
    Advice(
      text: "if it holds known labels, leave it out with '--exclude ",
      files: columnOfGold,
      mistake: "fit g.csv -o m.json",
      remedy: ["fit g.csv -o m.json --exclude gold"]
    ),
    Advice(
      text: "'--gold FILE'",
      files: columnOfGold,
      mistake: "fit g.csv -o m.json",
      remedy: ["fit g.csv -o m.json --exclude gold --gold known.csv"]
    ),
    Advice(
      text: "name the classes from the lowest to the highest: --ordinal --classes ",
      files: ["r.csv": "item,worker,label\na,ada,poor\na,ben,fair\nb,ada,fair\nb,ben,fair\n"],
      mistake: "analyze r.csv --ordinal",
      remedy: ["analyze r.csv --ordinal --classes poor,fair"]
    ),
    Advice(
      text: "'winnow evaluate' and 'winnow errors' correct by 'inclusion_probability'",
      before: [label],
      mistake: "fit v.csv -o m.json --gold sampled.csv",
      remedy: ["evaluate l.csv --gold sampled.csv", "errors Comments c.csv --gold sampled.csv"]
    ),
    Advice(
      text: "with '--columns' and '--gold-columns'",
      files: ["kl.csv": "id,key,label\na,k1,ham\nb,k2,spam\n"],
      mistake: "evaluate kl.csv --gold keygold.csv",
      remedy: ["evaluate kl.csv --gold keygold.csv --columns key,label --gold-columns key,label"]
    ),
    Advice(
      text: "pass '--task TASK' or '--groups FILE' if labels stop at groups",
      files: [
        "al.csv": "id,label,p_cat,p_dog,p_parrot,p_car\na,furry,0.5,0.5,0,0\nb,car,0,0,0,1\n",
        "ag.csv": "id,label\na,cat\nb,car\n",
        "groups.json": #"{"furry": ["cat", "dog"]}"#,
      ],
      mistake: "evaluate al.csv --gold ag.csv",
      remedy: [
        "evaluate al.csv --gold ag.csv --task Animals",
        "evaluate al.csv --gold ag.csv --groups groups.json",
      ]
    ),
    Advice(
      text: "are there: pass '--prefix ",
      before: ["label Comments c.csv -o p.csv --prefix w_"],
      mistake: "evaluate p.csv --gold gold.csv",
      remedy: ["evaluate p.csv --gold gold.csv --prefix w_"]
    ),
    Advice(
      text: "give the class another name, or name the classes with '--classes'",
      files: ["minus.csv": "id,f,g,h\n1,-1|b,b,c\n2,b,,c\n3,c,c,b\n"],
      mistake: "fit minus.csv -o m.json",
      remedy: ["fit minus.csv --classes=-1,b,c -o m.json"]
    ),
    Advice(
      text: "label documents drawn at random with 'winnow sample', or declare '--balance'",
      files: [
        "one.csv": "id,f,g,h\n"
          + (0..<60).map { "\($0),\($0 % 3 == 0 ? "ham,ham,ham" : "spam,spam,spam")\n" }.joined(),
        "gold.csv": "id,label\n" + (0..<20).map { "\($0 * 3),ham\n" }.joined(),
      ],
      mistake: "fit one.csv --gold gold.csv -o m.json --no-checks",
      remedy: [
        "sample c.csv --count 1 -o s.csv",
        "fit one.csv --gold gold.csv --balance ham=0.3,spam=0.7 -o m.json --no-checks",
      ]
    ),
  ]

  /// Of runs that were written down.
  static let runs = [
    Advice(
      text: "'winnow label --no-cache' or of standard input",
      before: [label + " --no-cache", label + " --no-cache"],
      mistake: "diff 1 2 --workspace w",
      remedy: [label, label, "diff 3 4 --workspace w"]
    ),
    Advice(
      text: "'winnow runs' shows the corpus of each run",
      before: [label, "label Comments dup.csv --id-field key -o l.csv --workspace w"],
      mistake: "diff 1 2 --workspace w",
      remedy: ["runs --workspace w"]
    ),
    Advice(
      text: "run 'winnow label' on both with the same '--limit', '--on-error' and fields",
      before: [label, label + " --limit 9"],
      mistake: "diff 1 2 --workspace w",
      remedy: [label + " --limit 9", "diff 2 3 --workspace w"]
    ),
    Advice(
      text: "'winnow runs' lists them; name two to compare others",
      before: [label, label],
      mistake: "diff 1 --workspace w",
      remedy: ["runs --workspace w", "diff 1 2 --workspace w"]
    ),
    Advice(
      text: "'winnow runs' lists them; 'last' is the newest",
      before: [label],
      mistake: "runs show 99 --workspace w",
      remedy: ["runs --workspace w", "runs show last --workspace w"]
    ),
    Advice(
      text: "name labels that a run wrote, or a run: 'winnow runs' lists them",
      before: [label],
      mistake: "report nothing -o p.html --workspace w",
      remedy: ["report l.csv -o p.html --workspace w", "report 1 -o p.html --workspace w"]
    ),
    Advice(
      text: "'winnow runs' lists the runs; '--workspace' names another workspace",
      before: [label],
      mistake: "verify c.csv --workspace w",
      remedy: ["runs --workspace w"]
    ),
    Advice(
      text: "name the workspace with '--workspace'",
      mistake: "runs",
      hasWorkspace: false
    ),
    Advice(
      text: "runs are written down by 'winnow label', 'apply', 'analyze' and 'dev'",
      mistake: "runs --workspace w",
      remedy: [
        label, "apply Comments c.csv -o a.csv --workspace w",
        "analyze Comments c.csv --workspace w", "runs --workspace w",
      ]
    ),
    Advice(
      text: "'--limit' shows more of them",
      before: [label, label],
      remedy: ["diff 1 2 --limit 50 --workspace w"]
    ),
    Advice(
      text: "' shows what went into it",
      before: [label],
      remedy: ["runs show 1 --workspace w"]
    ),
    Advice(
      text: "run the command again, or with '--no-cache'",
      remedy: [label + " --no-cache"]
    ),
    Advice(
      text: "'winnow verify FILE' shows what has changed",
      before: [label],
      remedy: ["verify l.csv --workspace w", label, "report last -o p.html --workspace w"]
    ),
  ]

  /// Of end models and their labels.
  static let models = [
    Advice(
      text: "give the output of 'winnow label', or name a field of classes with ",
      mistake: "train c.csv -o m.endmodel",
      remedy: [label, "train l.csv -o m.endmodel"]
    ),
    Advice(
      text: "'--label-field FIELD'",
      mistake: "train c.csv -o m.endmodel",
      remedy: ["train c.csv -o m.endmodel --label-field gold"]
    ),
    Advice(
      text: "name the field of gold labels with '--gold-field FIELD'",
      before: [label],
      mistake: "train l.csv -o m.endmodel",
      remedy: ["train l.csv -o m.endmodel --gold-field gold"]
    ),
    Advice(
      text: "a smaller '--inverse-regularization' converges sooner",
      before: [label],
      remedy: ["train l.csv -o m.endmodel --inverse-regularization 1"]
    ),
    Advice(
      text: "write one with 'winnow train LABELS --output model.endmodel'",
      before: [label],
      mistake: "classify c.csv --model gold.csv -o o.csv",
      remedy: [
        "train l.csv --output model.endmodel", "classify c.csv --model model.endmodel -o o.csv",
      ]
    ),
    Advice(
      text: "give a smaller '--budget'",
      mistake: "simulate c.csv --gold gold --budget 5000 --repeats 1 --strategies random",
      remedy: ["simulate c.csv --gold gold --budget 20 --repeats 1 --strategies random"]
    ),
    Advice(
      text: "name the field that holds the known labels with '--gold FIELD'",
      mistake: "simulate c.csv --gold same --budget 20 --repeats 1 --strategies random",
      remedy: ["simulate c.csv --gold gold --budget 20 --repeats 1 --strategies random"]
    ),
  ]
}
