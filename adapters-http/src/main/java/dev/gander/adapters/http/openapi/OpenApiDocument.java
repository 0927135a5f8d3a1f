package dev.gander.adapters.http.openapi;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Route;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// `GET /openapi.json`: the description of everything that goosed published, with what
/// [CommonAnswers] adds to each operation. The operations of [UnbuiltRoutes] are marked, so that it
/// promises nothing that this server cannot do.
public final class OpenApiDocument {
  private static final String RESOURCE = "/META-INF/openapi.json";
  private static final String MARK = "**Not built yet: this server answers 501.** ";

  private static final JsonObject NOT_BUILT =
      CommonAnswers.failure("This server does not have the operation yet.");

  private OpenApiDocument() {}

  public static List<Route> routes() {
    return List.of(Route.get("openapi", "/openapi.json", _ -> Answer.json(complete())));
  }

  /// Built for each request: it is large and rarely requested.
  private static JsonObject complete() {
    JsonObject document = withCommonAnswers(asPublished());
    for (Route unbuilt : UnbuiltRoutes.published()) {
      String method = unbuilt.method().toLowerCase(Locale.ROOT);
      document = change(document, List.of("paths", unbuilt.path(), method), OpenApiDocument::mark);
    }
    return document;
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

  private static JsonObject mark(JsonObject operation) {
    JsonObject responses = operation.object("responses").orElse(JsonObject.EMPTY);
    return operation
        .with("description", Json.of((MARK + operation.text("description").orElse("")).strip()))
        .with("responses", responses.with("501", NOT_BUILT));
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
