package dev.gander.domain.tool;

import dev.gander.domain.json.Json;
import java.util.List;

/// Compares values with JSON Schemas. Any thread.
public interface JsonSchemas {
  /// What is wrong with a value; empty if it is as the schema wants. A schema without `$schema` is
  /// one of draft 2020-12. References lead to places in the schema itself; nothing is fetched.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the schema is none, or needs what it does not
  ///   hold
  List<Problem> problems(Json schema, Json value);

  /// @param place where in the value, as in `/items/0/name`; empty for the value itself
  /// @param text what is wrong there, for people and models
  record Problem(String place, String text) {}
}
