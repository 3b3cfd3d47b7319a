extension SweepSchema {
  /// How the space is cut, searched and judged.
  static let search = """
        "zip": {
          "description": "Groups of axes that walk together: their lists are equally long.",
          "type": "array",
          "items": {
            "type": "array", "items": { "type": "string" }, "minItems": 2, "uniqueItems": true
          }
        },
        "exclude": {
          "description": "Combinations that are left out: those for which one of these holds.",
          "$ref": "#/$defs/conditions"
        },
        "only": {
          "description": "Combinations that stay: those for which one of these holds.",
          "$ref": "#/$defs/conditions"
        },
        "search": {
          "description": "How the space is searched; without it every combination is tried.",
          "type": "object",
          "required": ["method"],
          "additionalProperties": false,
          "properties": {
            "method": {
              "description": "Where trials come from: every combination, independent draws, \
    scrambled Sobol points, or a program that is asked for them.",
              "anyOf": [
                { "enum": [\(list(SearchSpec.Method.words))] },
                {
                  "type": "object",
                  "required": ["program"],
                  "additionalProperties": false,
                  "properties": {
                    "program": {
                      "type": "array", "items": { "type": "string" }, "minItems": 1
                    },
                    "inputs": {
                      "anyOf": [
                        { "type": "string" }, { "type": "array", "items": { "type": "string" } }
                      ]
                    }
                  }
                }
              ]
            },
            "trials": {
              "description": "How many trials each combination of what is crossed gets.",
              "$ref": "#/$defs/trials"
            },
            "seed": {
              "description": "Seed of what the search draws; never a run's.",
              "$ref": "#/$defs/seed",
              "default": 0
            },
            "round": {
              "description": "How many trials a program is asked for at a time.",
              "$ref": "#/$defs/trials",
              "default": 8
            },
            "metric": {
              "description": "What a program is told of each trial.", "type": "string"
            },
            "failures": {
              "description": "What a failed run means: the search waits, or it counts as the worst.",
              "enum": ["stop", "worst"],
              "default": "stop"
            },
            "halving": {
              "description": "Trials go on only while they are among the best.",
              "type": "object",
              "required": ["metric", "factor", "from"],
              "additionalProperties": false,
              "properties": {
                "metric": { "description": "What they are compared by.", "type": "string" },
                "factor": {
                  "description": "One of so many goes on, and goes on so many times as long.",
                  "type": "integer", "minimum": 2, "maximum": 1000000
                },
                "from": {
                  "description": "How long the first ones go.", "$ref": "#/$defs/trials"
                }
              }
            }
          }
        },
        "select": {
          "description": "Which configurations are chosen, and what is done with them.",
          "type": "object",
          "required": ["metric"],
          "additionalProperties": false,
          "properties": {
            "metric": { "description": "What they are compared by.", "type": "string" },
            "per": {
              "description": "What is crossed: each combination of it has a choice of its own.",
              "anyOf": [
                { "type": "string" },
                { "type": "array", "items": { "type": "string" }, "uniqueItems": true }
              ]
            },
            "then": {
              "description": "The seeds with which the chosen are run again.",
              "type": "object",
              "required": ["seeds"],
              "additionalProperties": false,
              "properties": {
                "seeds": {
                  "anyOf": [
                    { "$ref": "#/$defs/seed" },
                    {
                      "type": "array",
                      "items": { "$ref": "#/$defs/seed" },
                      "minItems": 1,
                      "uniqueItems": true
                    }
                  ]
                }
              }
            }
          }
        },
        "claims": {
          "description": "Sentences to be answered: deep beats shallow on accuracy.",
          "anyOf": [
            { "$ref": "#/$defs/claim" },
            { "type": "array", "items": { "$ref": "#/$defs/claim" }, "uniqueItems": true }
          ]
        }
    """

  /// What it refers to.
  static let searchDefinitions = """
        "trials": { "type": "integer", "minimum": 1, "maximum": 1000000 },
        "claim": { "type": "string", "pattern": "^ *[^ ]+ +beats +[^ ]+ +on +[^ ]+ *$" },
        "condition": {
          "description": "A value, a list or bounds for each of some parameters, all of which must \
    hold: {\\"variants\\": \\"rnn\\", \\"train.learning_rate\\": {\\"above\\": 0.01}}.",
          "type": "object",
          "minProperties": 1
        },
        "conditions": {
          "anyOf": [
            { "$ref": "#/$defs/condition" },
            { "type": "array", "items": { "$ref": "#/$defs/condition" }, "uniqueItems": true }
          ]
        },
        "conditional": {
          "description": "Values that mean something only where a condition holds.",
          "type": "object",
          "required": ["values"],
          "additionalProperties": false,
          "properties": { "values": true, "when": { "$ref": "#/$defs/condition" } }
        },
        "ends": { "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 },
        "range": {
          "description": "A stretch of numbers, with equal differences or equal ratios.",
          "type": "object",
          "additionalProperties": false,
          "oneOf": [
            { "required": ["log"], "properties": { "log": { "$ref": "#/$defs/ends" } } },
            { "required": ["uniform"] },
            { "required": ["integer"], "properties": { "log": { "type": "boolean" } } }
          ],
          "properties": {
            "log": true,
            "uniform": { "$ref": "#/$defs/ends" },
            "integer": { "$ref": "#/$defs/ends" },
            "step": { "type": "number", "exclusiveMinimum": 0 },
            "when": { "$ref": "#/$defs/condition" }
          }
        }
    """
}
