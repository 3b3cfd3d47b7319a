import Testing

@testable import Programs

/// Help pages are read as people read them.
@Suite(.timeLimit(.minutes(60))) struct HelpPageTests {
  @Test func aPageOfArgparseGivesNamesDefaultsAndChoices() throws {
    let page = HelpPage(
      """
      usage: train.py [-h] --data DATA [--lr LR] [-o {sgd,adam}] [--betas B B] [-v] input [more ...]

      Trains.

      positional arguments:
        input                 what to read
        more

      options:
        -h, --help            show this help message and exit
        --data DATA           needed

      optimisation:
        how it learns

        --lr LR               learning rate (default: 1e-05)
        -o {sgd,adam}, --optimizer {sgd,adam}
                              which one
                              (default: sgd)
        --betas B B           of Adam (default: (0.9, 0.999)) (two numbers)
        -v, --verbose         say more - much more (default: False)
      """)
    #expect(page.options.map(\.name) == ["help", "data", "lr", "optimizer", "betas", "verbose"])
    #expect(
      page.options.map(\.shownDefault) == [nil, nil, "1e-05", "sgd", "(0.9, 0.999)", "False"])
    #expect(page.options.map(\.isRequired) == [false, true, false, false, false, false])
    #expect(page.options[3].choices == ["sgd", "adam"])
    #expect(page.options[5].placeholder == nil && page.options[2].placeholder == "LR")
    #expect(page.positionals.map(\.spellings) == [["input"]])
  }

  @Test func pagesOfOtherKindsAreReadToo() {
    let click = HelpPage(
      """
      Usage: train.py [OPTIONS] INPUT

      Options:
        --lr FLOAT          Rate.  [default: 0.1; x>=0]
        --opt [sgd|adam]    [default: sgd; required]
        --data TEXT         [required]
        --fast / --no-fast
      """)
    #expect(click.options.map(\.shownDefault) == ["0.1", "sgd", nil, nil])
    #expect(click.options[1].choices == ["sgd", "adam"] && click.options[2].isRequired)
    #expect(click.positionals.map(\.spellings) == [["input"]])
    let go = HelpPage(
      "Usage of ./t:\n  -lr float\n    \trate (default 0.1)\n  -fast\n    \tquick\n")
    #expect(go.options.map(\.name) == ["lr", "fast"])
    #expect(go.options.map(\.shownDefault) == ["0.1", nil] && go.options[1].placeholder == nil)
    let clap = HelpPage(
      """
      Usage: train [OPTIONS] --data <DATA> <INPUT>

      Options:
            --lr <LR>      Rate [default: 0.1]
            --opt <OPT>    [default: sgd] [possible values: sgd, adam]
            --data <DATA>
      """)
    #expect(clap.options.map(\.shownDefault) == ["0.1", "sgd", nil])
    #expect(clap.options[1].choices == ["sgd", "adam"] && clap.options[2].isRequired)
    #expect(clap.positionals.map(\.spellings) == [["input"]])
    let absl = HelpPage("t.py:\n  --lr: the rate\n    (default: '0.1')\n  --[no]fast: quick\n")
    #expect(absl.options.map(\.name) == ["lr", "fast"] && absl.options[1].hasOpposite)
    let gnu = HelpPage("Usage: t [OPTION]... FILE\n  -l, --lr=RATE   rate, defaults to 0.5.\n")
    #expect(gnu.options.map(\.shownDefault) == ["0.5"])
    #expect(gnu.positionals.map(\.spellings) == [["file"]])
  }

  @Test func commandsOfAProgramAreNoArguments() {
    #expect(HelpPage("usage: t.py [-h] {fit,test} ...\n").subcommands == ["fit", "test"])
    let page = HelpPage("usage: t.py fit [-h] [--lr LR]\n", of: ["python3", "/x/t.py", "fit"])
    #expect(page.positionals.isEmpty && page.subcommands.isEmpty)
    let click = "Usage: t.py [OPTIONS] COMMAND [ARGS]...\n\nCommands:\n  fit   Fits.\n  test\n"
    #expect(HelpPage(click).subcommands == ["fit", "test"])
  }

  @Test(arguments: [
    "", "\n\n", "-", "--", "usage:", "- a\n-- b", "  -\u{1B}[1mx", "usage: {", "[[[ ]",
  ])
  func anyTextIsAPage(_ text: String) {
    let page = HelpPage(text)
    #expect(page.options.allSatisfy { !$0.spellings.isEmpty } && page.subcommands.isEmpty)
  }
}
