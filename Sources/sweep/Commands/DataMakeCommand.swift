import ArgumentParser
import Datasets
import Files
import Running

/// `sweep data make`
struct DataMakeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make", abstract: "Write synthetic handwriting to a MATLAB file.",
    discussion: """
      The same letters that a spec's {"synthetic": ...} source gives, in the real file's format.

      EXAMPLES
        sweep data make -o letters.mat
        sweep data make -o few.mat --sequences 100 --seed 7
      """)

  @Option(name: .long(or: "o"), help: "The file to write.", completion: .file())
  var output: String

  @Option(help: "How many letters to write.")
  var sequences = 2858

  @Option(help: "Other seeds give other letters of the same hand.")
  var seed = 0

  func validate() throws {
    guard (1...100_000).contains(sequences) else {
      throw ValidationError("--sequences: \(sequences) is not from 1 to 100000")
    }
  }

  func run() throws {
    let wasThere: Bool
    do {
      let letters = SyntheticHandwriting(sequences: sequences, seed: seed).dataset()
      wasThere = try NamedFile(output).write(letters.matlabBytes())
    } catch let error as FileError {
      throw Failure(
        error.isWantOfResource ? .wantOfResource : .input, error.description,
        safe: "nothing was written", next: "name another file with -o")
    } catch let error as DatasetError {
      throw Failure(
        .input, error.description, safe: "nothing was written",
        next: "the same command with fewer --sequences")
    }
    Console.say(
      "wrote \(sequences) sequences to \(output)"
        + (wasThere ? ", replacing the old file" : ""))
  }
}
