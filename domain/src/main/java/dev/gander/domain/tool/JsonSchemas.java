package dev.gander.domain.tool;

import dev.gander.domain.json.Json;
import java.util.List;

/// Validates values against JSON Schemas. Thread-safe.
public interface JsonSchemas {
  /// The violations of the schema; empty if the value is valid. A schema without `$schema` is of
  /// draft 2020-12. References must point into the schema itself; nothing is fetched.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the schema is invalid or refers to something
  ///   outside itself
  List<Problem> problems(Json schema, Json value);

  /// Whether a schema can be used at all.
  ///
  /// @throws dev.gander.domain.error.InvalidInput with the reason if it is not an object or a truth
  ///   value, or a keyword has a value that it cannot have
  void check(Json schema);

  /// @param place location in the value, such as `/items/0/name`; empty for the value itself
  /// @param text what is wrong there, for people and models
  record Problem(String place, String text) {}
}
