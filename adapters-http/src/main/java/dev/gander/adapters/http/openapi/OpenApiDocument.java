package dev.gander.adapters.http.openapi;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Route;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;

/// `GET /openapi.json`: the description of everything that goosed published, with what
/// [CommonAnswers] adds to each operation.
public final class OpenApiDocument {
  private static final String RESOURCE = "/META-INF/openapi.json";

  private OpenApiDocument() {}

  public static List<Route> routes() {
    return List.of(Route.get("openapi", "/openapi.json", _ -> Answer.json(complete())));
  }

  /// Built for each request: it is large and rarely requested.
  private static JsonObject complete() {
    return withCommonAnswers(asPublished());
  }

  private static JsonObject withCommonAnswers(JsonObject document) {
    JsonObject components =
        change(
            document,
            List.of("components"),
            it -> it.with("responses", CommonAnswers.components()));
    return change(
        components, List.of("paths"), paths -> each(paths, path -> each(path, CommonAnswers::in)));
  }

  /// A copy with every member changed.
  private static JsonObject each(JsonObject object, UnaryOperator<JsonObject> change) {
    JsonObject.Builder changed = JsonObject.builder();
    object.members().forEach((name, it) -> changed.put(name, change.apply((JsonObject) it)));
    return changed.build();
  }

  private static JsonObject asPublished() {
    try (InputStream document = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
      if (document == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program");
      }
      return (JsonObject) JsonText.parse(document.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A copy with the object at the end of `way` changed.
  private static JsonObject change(
      JsonObject object, List<String> way, UnaryOperator<JsonObject> change) {
    if (way.isEmpty()) {
      return change.apply(object);
    }
    String name = way.getFirst();
    JsonObject member =
        object
            .object(name)
            .orElseThrow(() -> new IllegalStateException(RESOURCE + " does not have " + name));
    return object.with(name, change(member, way.subList(1, way.size()), change));
  }
}
