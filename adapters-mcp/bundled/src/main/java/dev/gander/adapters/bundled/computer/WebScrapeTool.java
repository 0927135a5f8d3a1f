package dev.gander.adapters.bundled.computer;

import dev.gander.adapters.bundled.server.ToolWork;
import dev.gander.connections.Connections;
import dev.gander.connections.NetworkSettings;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Fetches a page by way of the proxies that the environment names, and saves it.
final class WebScrapeTool implements ToolWork {
  private static final int MOST_REDIRECTS = 10;

  /// In bytes.
  private static final long LARGEST = 64L * 1024 * 1024;

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final SavedFiles files;
  private final NetworkSettings network;
  private final Connections connections = new Connections();

  /// @param environment a variable by its name
  WebScrapeTool(SavedFiles files, Function<String, Optional<String>> environment) {
    this.files = files;
    // The user's certificate is for services of the user's choice, not for any page.
    network = new NetworkSettings(_ -> Optional.empty(), environment);
  }

  private enum Form {
    TEXT("txt"),
    JSON("json"),
    BINARY("bin");

    private final String suffix;

    Form(String suffix) {
      this.suffix = suffix;
    }

    static Form named(String name) {
      return switch (name) {
        case "text" -> TEXT;
        case "json" -> JSON;
        case "binary" -> BINARY;
        case String other -> throw new InvalidShape("unknown variant `" + other + "`");
      };
    }
  }

  @Override
  public ToolResult call(ToolInvocation invocation) throws InterruptedException {
    JsonFields given = new JsonFields(invocation.arguments());
    URI address = address(given.text("url"));
    Form form = Form.named(given.orElse("save_as", JsonFields::asText, "text"));
    Path file = files.create("web", form.suffix);
    boolean saved = false;
    try {
      fetch(address, file);
      if (form == Form.JSON) {
        JsonText.parse(Files.readAllBytes(file));
      }
      saved = true;
      return ToolResult.text("Content saved to: " + file);
    } catch (JsonSyntaxException e) {
      throw new ExtensionException("Invalid JSON response: " + e.unquoted(), e);
    } catch (IOException e) {
      // A read from the network that is interrupted says so like this.
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw new ExtensionException("Failed to fetch URL: " + told(e), e);
    } finally {
      if (!saved) {
        delete(file);
      }
    }
  }

  private static URI address(String text) {
    try {
      URI address = new URI(text.strip());
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      if (address.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
        throw ExtensionException.invalidParams("'" + text + "' is no address of http or https");
      }
      return address;
    } catch (URISyntaxException e) {
      throw ExtensionException.invalidParams("'" + text + "' is no address: " + e.getReason());
    }
  }

  private void fetch(URI address, Path file) throws IOException, InterruptedException {
    HttpClient client = connections.client(network);
    URI next = address;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpResponse<InputStream> response = client.send(request(next), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        Optional<String> target = redirect(response);
        if (target.isEmpty()) {
          save(response, body, file);
          return;
        }
        next = address(next, target.get());
      }
    }
    throw new IOException("it redirects more than " + MOST_REDIRECTS + " times");
  }

  private static HttpRequest request(URI address) {
    return HttpRequest.newBuilder(address)
        .timeout(LIMIT)
        .header("User-Agent", "goose/1.0")
        .header("Accept", "text/markdown, */*")
        .build();
  }

  private static Optional<String> redirect(HttpResponse<?> response) {
    return switch (response.statusCode()) {
      case 301, 302, 303, 307, 308 -> response.headers().firstValue("location");
      default -> Optional.empty();
    };
  }

  private static URI address(URI from, String location) throws IOException {
    try {
      return address(from.resolve(location).toString());
    } catch (IllegalArgumentException | ExtensionException e) {
      throw new IOException("it redirects to no address of http or https", e);
    }
  }

  private static void save(HttpResponse<?> response, InputStream body, Path file)
      throws IOException {
    if (response.statusCode() / 100 != 2) {
      throw new ExtensionException(
          "HTTP request failed with status: " + response.statusCode(), null);
    }
    copy(body, file);
  }

  private static void copy(InputStream body, Path file) throws IOException {
    byte[] chunk = new byte[16 * 1024];
    long size = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
        size += count;
        if (size > LARGEST) {
          throw new IOException("it is larger than 64 MiB");
        }
        out.write(chunk, 0, count);
      }
    }
  }

  private static String told(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw SavedFiles.unusable(file, e);
    }
  }
}
