extension AdviceTests {
  /// Of tasks and what is asked of them.
  static let tasks = [
    Advice(
      text: "name it with '--model FILE'",
      before: ["label Comments c.csv -o l.csv --save-model m.json"],
      mistake: "worker Comments --mode label",
      remedy: ["worker Comments --mode label --model m.json"]
    ),
    Advice(
      text: "'--coarse-below' out",
      mistake: "label Comments c.csv -o o.csv --coarse-below 0.6",
      remedy: ["label Comments c.csv -o o.csv"]
    ),
    Advice(
      text: "fit it with '--groups FILE'",
      files: [
        "av.csv": "id,f,g,h\n1,cat,cat,dog\n2,dog,cat,car\n3,car,car,dog\n",
        "groups.json": #"{"furry": ["cat", "dog"]}"#,
      ],
      before: ["fit av.csv -o m.json"],
      mistake: "predict av.csv --model m.json -o p.csv --coarse-below 0.6",
      remedy: [
        "fit av.csv --classes cat,dog,car --groups groups.json -o m.json",
        "predict av.csv --model m.json -o p.csv --coarse-below 0.6",
      ]
    ),
    Advice(
      text: "name all classes with '--classes' if some are in no group",
      files: [
        "av.csv": "id,f,g,h\n1,cat,cat,dog\n2,dog,cat,car\n3,car,car,dog\n",
        "groups.json": #"{"furry": ["cat", "dog"]}"#,
      ],
      mistake: "fit av.csv --groups groups.json -o m.json",
      remedy: ["fit av.csv --classes cat,dog,car --groups groups.json -o m.json"]
    ),
    Advice(
      text: "'--on-error mark' says so in a field of the line and goes on",
      files: ["l.jsonl": "{\"text\":\"win\"}\nno document\n"],
      mistake: "worker Comments",
      remedy: ["worker Comments --on-error mark"],
      input: "l.jsonl"
    ),
    Advice(
      text: "write them down again with '--record ",
      remedy: ["test Comments c.csv --record r.csv", "test Comments c.csv --check r.csv"]
    ),
    Advice(
      text:
        "write 'winnow drift TASK OLD-CORPUS NEW-CORPUS', or 'winnow drift OLD-VOTES NEW-VOTES'",
      mistake: "drift Comments c.csv",
      remedy: ["drift Comments c.csv c.csv", "drift v.csv v.csv"]
    ),
    Advice(
      text: "'--buckets' lists them",
      remedy: ["errors Comments c.csv --gold-field gold --buckets 100"]
    ),
    Advice(text: "'--whole' shows all", remedy: ["show Comments c.csv --whole"]),
    Advice(
      text: "no term passes; '--min-precision' and '--min-support' ask for less",
      remedy: ["suggest Comments c.csv --gold-field gold --min-precision 0.1 --min-support 1"]
    ),
    Advice(
      text: "'winnow tasks' lists the tasks",
      mistake: "label c.csv Comments -o o.csv",
      remedy: ["tasks", "label Comments c.csv -o o.csv"]
    ),
    Advice(
      text: "'winnow build TASK'",
      files: ["broken.so": "not a library"],
      mistake: "label ./broken.so c.csv -o o.csv",
      remedy: ["build Comments"]
    ),
    Advice(
      text: "make a stand-alone task with 'winnow new ",
      mistake: "label Mine c.csv -o o.csv",
      remedy: ["new Mine --classes a,b --path mine"],
      hasWorkspace: false
    ),
    Advice(
      text: "add '--path DIR' to make a stand-alone package",
      mistake: "new Mine --classes a,b",
      remedy: ["new Mine --classes a,b --path mine"],
      hasWorkspace: false
    ),
    Advice(
      text: "write them separated by commas: --classes ham,spam",
      mistake: "new Mine --classes ham --path mine",
      remedy: ["new Mine --classes ham,spam --path mine"]
    ),
    Advice(
      text: "name it with '--winnow PATH' or '--winnow URL'",
      remedy: ["new Mine --classes a,b --path mine --winnow https://example.org/winnow.git"]
    ),
    Advice(text: "' shows why", remedy: ["build Comments"]),
  ]
}
