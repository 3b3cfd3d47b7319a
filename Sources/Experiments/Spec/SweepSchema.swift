/// The JSON Schema of a spec, for editors: `experiments/sweep.schema.json`.
///
/// Made from the same table of settings as the decoder; the file beside the specs equals it.
public enum SweepSchema {
  /// The schema's text, JSON Schema 2020-12.
  ///
  /// - Parameter manifest: What the trainer of specs that name none declares.
  public static func json(_ manifest: Manifest) -> String {
    """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "sweep specification",
      "description": "What to try. With a trainer: a program of yours, its parameters and seeds. \
    Without: variants, cells, seeds, settings and axes of the autoencoders that ship with the \
    program. A list given for a parameter makes an axis; the plan is the product of all of them.",
      "type": "object",
      "required": ["name"],
      "if": { "required": ["trainer"] },
      "then": {
        "propertyNames": {
          "enum": [
            "$schema", "name", "trainer", "parameters", "seeds", "output", "limits",
            \(list(Manifest.searchKeys))
          ]
        }
      },
      "else": {
        "required": ["dataset", \(list(manifest.spelled.compactMap(\.spelling).filter(\.isRequired).map(\.key)))],
        "not": { "anyOf": [{ "required": ["parameters"] }, { "required": ["limits"] }] }
      },
      "additionalProperties": false,
      "properties": {
        "$schema": {
          "description": "This schema, for editors.",
          "type": "string"
        },
        "name": {
          "description": "The sweep's name; a folder's name too.",
          "type": "string",
          "minLength": 1,
          "maxLength": 100,
          "pattern": "^(?!.*\\\\.\\\\.)[A-Za-z0-9_][A-Za-z0-9._-]*$"
        },
    \(dataset),
    \(program),
    \(spelled(of: manifest)),
        "seeds": {
          "description": "Seeds of initial weights and of the training order.",
          "default": [0],
          "anyOf": [
            { "$ref": "#/$defs/seed" },
            {
              "type": "array",
              "items": { "$ref": "#/$defs/seed" },
              "minItems": 1,
              "uniqueItems": true
            }
          ]
        },
    \(manifest.groups.map { group($0, of: manifest) }.joined(separator: ",\n")),
    \(axes(of: manifest)),
    \(search),
        "output": {
          "description": "Where each run's files go, relative to the save folder. No two runs of \
    a plan may share a folder. Placeholders: \(placeholders(of: manifest)); for a program {sweep} {label} {id} \
    {seed} and its parameters.",
          "type": "string",
          "default": "\(OutputPattern.standard.text)",
          "minLength": 1,
          "maxLength": 500,
          "pattern": "\(outputRule)"
        },
        "published": {
          "description": "Published numbers to show beside ours, by the table's version.",
          "type": "object",
          "propertyNames": { "enum": [\(list(manifest.allLabels))] },
          "additionalProperties": { "$ref": "#/$defs/published" }
        }
      },
      "$defs": {
    \(searchDefinitions),
        "seed": { "type": "integer", "minimum": 0, "maximum": \(SpecDecoder.seedRange.upperBound) },
        "source": {
          "anyOf": [
            {
              "description": "A .mat file, or the _TRAIN.ts of a UEA pair; relative to the spec.",
              "type": "string",
              "minLength": 1,
              "maxLength": 4095
            },
            {
              "description": "The synthetic writer that ships with the program.",
              "type": "object",
              "required": ["synthetic"],
              "additionalProperties": false,
              "properties": {
                "synthetic": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "sequences": {
                      "type": "integer",
                      "minimum": 1,
                      "maximum": 1000000,
                      "default": 2858
                    },
                    "seed": { "$ref": "#/$defs/seed", "default": 0 }
                  }
                }
              }
            }
          ]
        },
        "published": {
          "type": "object",
          "required": [\(list(manifest.columns.map(\.rawValue)))],
          "additionalProperties": false,
          "properties": {
    \(published(of: manifest))
          }
        },
    \(definitions(of: manifest))
      }
    }

    """
  }

  private static func published(of manifest: Manifest) -> String {
    manifest.columns.map { "        \"\($0.rawValue)\": { \"type\": \"number\", \"minimum\": 0 }" }
      .joined(separator: ",\n")
  }

  private static let dataset = """
        "dataset": {
          "description": "What to train on.",
          "type": "object",
          "required": ["sources"],
          "additionalProperties": false,
          "properties": {
            "sources": {
              "description": "Where to look for the data, best first; the first there is taken.",
              "anyOf": [
                { "$ref": "#/$defs/source" },
                {
                  "type": "array",
                  "items": { "$ref": "#/$defs/source" },
                  "minItems": 1,
                  "uniqueItems": true
                }
              ]
            },
            "kind": {
              "description": "What the numbers are: velocities of a movement, or raw values.",
              "enum": ["movement", "raw"],
              "default": "movement"
            },
            "channels": {
              "description": "The channels that models see, by name or number from 1: by default x \
    and y of a movement, and all of raw values.",
              "anyOf": [
                { "type": "string" },
                { "type": "array", "items": { "type": "string" }, "minItems": 1 }
              ]
            },
            "split_seed": {
              "description": "Seed of the split into train and test; never the run's seed.",
              "$ref": "#/$defs/seed",
              "default": 0
            },
            "validation": {
              "description": "Share of the train set, of each label, that is not trained on but     measured, to choose by it; the test set is not looked at then. What select runs again has all of     the train set.",
              "type": "number",
              "exclusiveMinimum": 0,
              "exclusiveMaximum": 1
            }
          }
        }
    """

  private static func spelled(of manifest: Manifest) -> String {
    manifest.spelled.compactMap { parameter in
      parameter.spelling.map { words($0.key, parameter.summary, parameter.words) }
    }.joined(separator: ",\n")
  }

  private static let program = """
        "trainer": {
          "description": "A program that trains: any, in any language.",
          "type": "object",
          "required": ["command"],
          "additionalProperties": false,
          "properties": {
            "command": {
              "description": "The program and its arguments, an item each; no shell reads it. It is \
    started in the spec's folder. {name} stands for a parameter, {args} for all of them as --name \
    value, {seed} {folder} {run} {label} {attempt} {checkpoint} {config} for the run's; {{ is a \
    brace.",
              "type": "array",
              "items": { "type": "string" },
              "minItems": 1
            },
            "inputs": {
              "description": "Files, folders and patterns such as src/*.py, relative to the spec: \
    where their contents change, runs are new ones.",
              "anyOf": [
                { "type": "string" }, { "type": "array", "items": { "type": "string" } }
              ]
            },
            "metrics": {
              "description": "What it measures, and which is better: the first is the headline.",
              "type": "object",
              "additionalProperties": {
                "anyOf": [
                  { "enum": ["higher", "lower", "neither"] },
                  {
                    "type": "object",
                    "required": ["better"],
                    "additionalProperties": false,
                    "properties": {
                      "better": { "enum": ["higher", "lower", "neither"] },
                      "pattern": {
                        "description": "A regular expression with one group, which finds the \
    number in a line of output: loss=([-+0-9.eE]+)",
                        "type": "string"
                      }
                    }
                  }
                ]
              }
            },
            "uncounted": {
              "description": "Parameters that change no number, such as workers.",
              "type": "array",
              "items": { "type": "string" }
            },
            "environment": {
              "description": "Environment variables to record with each run.",
              "type": "array",
              "items": { "type": "string" }
            },
            "budget": {
              "description": "The parameter that says how long a run goes, such as epochs: one of \
    more goes on from the checkpoint of one of less.",
              "type": "string"
            }
          }
        },
        "parameters": {
          "description": "The program's parameters, which may be nested. A list makes an axis; a \
    list that is one value stands in a list. A range, such as {\\\"log\\\": [1e-5, 0.1]}, {\\\"uniform\\\": \
    [0, 0.5]} or {\\\"integer\\\": [16, 512]}, is walked through by its step, or searched.",
          "type": "object"
        },
        "limits": {
          "description": "What a run may take.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "seconds": {
              "description": "Seconds of an attempt.", "type": "number", "exclusiveMinimum": 0
            },
            "memory": {
              "description": "Memory of all its processes together: 4 GB, 512 MB, or a number of bytes.",
              "type": ["string", "integer"]
            },
            "threads": {
              "description": "Threads that numeric libraries are told to use; by default 1.",
              "type": "integer", "minimum": 1, "maximum": 1024
            },
            "gpus": {
              "description": "Graphics processors that a run is given on a cluster; by default none.",
              "type": "integer", "minimum": 0, "maximum": 64
            }
          }
        }
    """
}
