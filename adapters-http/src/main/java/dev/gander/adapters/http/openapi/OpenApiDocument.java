package dev.gander.adapters.http.openapi;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// `GET /openapi.json`: the document as it lies in the program, byte for byte.
public final class OpenApiDocument {
  private static final String RESOURCE = "/META-INF/openapi.json";

  private OpenApiDocument() {}

  public static List<Route> routes() {
    return List.of(Route.get("openapi", "/openapi.json", _ -> Answer.bytes(Answer.JSON, bytes())));
  }

  /// Read anew each time: it is large and seldom asked for.
  public static byte[] bytes() {
    try (InputStream document = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
      if (document == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program");
      }
      return document.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
