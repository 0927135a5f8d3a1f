package dev.gander.domain.app;

import dev.gander.domain.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An app. `text` is its page; `blob`, base64, is used by others instead and passed through.
///
/// @param uri identifies it within its extension, as in `ui://apps/clock`
/// @param meta of the resource, for the program that shows the app
/// @param servers the extensions that it belongs to
/// @param window null if nothing describes it
/// @param prd what the app was asked to be; null if that is not known
public record McpApp(
    String uri,
    String name,
    @Nullable String description,
    String mimeType,
    @Nullable String text,
    @Nullable String blob,
    @Nullable JsonObject meta,
    List<String> servers,
    @Nullable AppWindow window,
    @Nullable String prd) {
  /// The extension that has the apps that are made or imported here.
  public static final String OWNER = "apps";

  public static final String SCHEME = "ui://";
  public static final String MIME_TYPE = "text/html;profile=mcp-app";

  /// A page that is longer, in characters, is not an app.
  public static final int LONGEST = 10 * 1024 * 1024;

  private static final String OWN = SCHEME + OWNER + "/";

  public McpApp {
    servers = List.copyOf(servers);
  }

  /// An app of `apps`.
  public static McpApp own(
      String name,
      @Nullable String description,
      String text,
      @Nullable AppWindow window,
      @Nullable String prd) {
    return new McpApp(
        OWN + name, name, description, MIME_TYPE, text, null, null, List.of(OWNER), window, prd);
  }

  /// The same app of `apps` under another name.
  public McpApp named(String changed) {
    return own(changed, description, text == null ? "" : text, window, prd);
  }

  /// The app as its extension describes it, which does not tell what it was asked to be.
  public McpApp withoutPrd() {
    return new McpApp(uri, name, description, mimeType, text, blob, meta, servers, window, null);
  }

  /// The name in a URI of `apps`; null for any other URI.
  public static @Nullable String ownName(String uri) {
    return uri.startsWith(OWN) ? uri.substring(OWN.length()) : null;
  }
}
