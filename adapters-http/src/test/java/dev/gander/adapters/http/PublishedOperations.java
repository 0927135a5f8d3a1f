package dev.gander.adapters.http;

import dev.gander.application.api.UseCases;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// An operation that some version of goosed has published; the union of three OpenAPI documents.
record PublishedOperations(String id, String method, String path, List<String> versions) {

  static List<PublishedOperations> all() {
    try (var resource =
        PublishedOperations.class.getResourceAsStream("/contract/operations.json")) {
      return ((JsonArray) JsonText.parse(resource.readAllBytes()))
          .items().stream().map(PublishedOperations::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PublishedOperations read(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new PublishedOperations(
        fields.text("operationId"),
        fields.text("method"),
        fields.text("path"),
        fields.required("in", JsonFields.listOf(JsonFields::asText)));
  }

  /// Enough to ask for the routes, too little to call one.
  static UseCases noUseCases() {
    return new UseCases(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        new UseCases.Status(null, null, null, null, null),
        null,
        new UseCases.Access(null, null, null, null, null, null, null, null),
        null,
        new UseCases.Operating(null, null, null, null, null, null));
  }
}
