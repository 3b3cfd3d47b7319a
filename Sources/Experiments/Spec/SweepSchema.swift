/// The JSON Schema of a spec, for editors: `experiments/sweep.schema.json`.
///
/// Made from the same table of settings as the decoder; the file beside the specs equals it.
public enum SweepSchema {
  /// The schema's text, JSON Schema 2020-12.
  public static let json = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "sweep specification",
      "description": "What to try: variants, cells, seeds, settings and axes. A list given for a \
    setting under model or train makes an axis; the plan is the product of all of them.",
      "type": "object",
      "required": ["name", "dataset", "variants"],
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
    \(words("variants", "The families; cnn has no cell.", Family.allCases.map(\.rawValue))),
    \(words("cells", "The recurrent cells; all three by default.", Cell.allCases.map(\.rawValue))),
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
    \(group("model", "Sizes of the model.")),
    \(group("train", "How each run is trained.")),
    \(axes),
        "output": {
          "description": "Where each run's files go, relative to the save folder. No two runs of \
    a plan may share a folder. Placeholders: \(placeholders).",
          "type": "string",
          "default": "\(OutputPattern.standard.text)",
          "minLength": 1,
          "maxLength": 500,
          "pattern": "\(outputRule)"
        },
        "published": {
          "description": "Published numbers to show beside ours, by the table's version.",
          "type": "object",
          "propertyNames": { "enum": [\(list(Variant.table.map(\.label)))] },
          "additionalProperties": { "$ref": "#/$defs/published" }
        }
      },
      "$defs": {
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
          "required": ["train_mse", "test_mse"],
          "additionalProperties": false,
          "properties": {
            "train_mse": { "type": "number", "minimum": 0 },
            "test_mse": { "type": "number", "minimum": 0 }
          }
        },
    \(definitions)
      }
    }

    """

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
            "split_seed": {
              "description": "Seed of the split into train and test; never the run's seed.",
              "$ref": "#/$defs/seed",
              "default": 0
            }
          }
        }
    """
}
