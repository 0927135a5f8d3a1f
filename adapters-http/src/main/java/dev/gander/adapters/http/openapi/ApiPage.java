package dev.gander.adapters.http.openapi;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// `GET /gander/v1/docs`: a page that shows the description of the API and tries its operations.
/// The page and its parts need no key, since a browser cannot send one with an address and they
/// hold nothing of this server; the user types the key into the page, which asks for the
/// description with it. Nothing is loaded from anywhere else.
public final class ApiPage {
  public static final String PATH = "/gander/v1/docs";
  public static final String SCRIPT = PATH + "/page.js";
  public static final String LIBRARY = PATH + "/swagger-ui.js";
  public static final String STYLE = PATH + "/swagger-ui.css";

  private static final String HTML = "text/html; charset=utf-8";
  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";

  /// Pictures in style sheets are `data:`. The rest is the three files above and requests to us.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private ApiPage() {}

  public static List<Route> routes() {
    return List.of(
        part("api_page", PATH, "api-page.html", HTML),
        part("api_page_script", SCRIPT, "api-page.js", JAVASCRIPT),
        part("api_page_library", LIBRARY, "swagger-ui-bundle.js", JAVASCRIPT),
        part("api_page_style", STYLE, "swagger-ui.css", CSS));
  }

  /// Read for each request: the library is large and rarely wanted.
  private static Route part(String id, String path, String resource, String type) {
    return Route.get(
        id,
        path,
        _ ->
            Answer.bytes(type, read(resource))
                .with("content-security-policy", POLICY)
                .with("referrer-policy", "no-referrer")
                .with("x-content-type-options", "nosniff")
                .with("cache-control", "no-cache"));
  }

  private static byte[] read(String name) {
    try (InputStream resource = ApiPage.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
