package dev.gander.adapters.mcp.developer.image;

import dev.gander.adapters.mcp.developer.tool.OsError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Gets the bytes of a picture from the place that the model names: a path, a `file:` URL, or a web
/// address.
final class ImageSource {
  private static final int MAX_BYTES = 20 << 20;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private ImageSource() {}

  /// @throws ImageProblem if there is nothing, or too much
  static byte[] read(String source, Path folder) throws InterruptedException {
    String start = source.toLowerCase(Locale.ROOT);
    try {
      if (start.startsWith("http://") || start.startsWith("https://")) {
        return fetch(URI.create(source));
      }
      return readFile(
          start.startsWith("file:") ? Path.of(URI.create(source)) : folder.resolve(source));
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      throw new ImageProblem("Failed to read " + source + ": " + OsError.text(e), e);
    } catch (IllegalArgumentException e) {
      throw new ImageProblem("Not a path and not a URL: " + source, e);
    }
  }

  private static byte[] readFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("Is a directory");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("not a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("larger than 20 MiB");
      }
      return bytes;
    }
  }

  /// The limit covers the whole answer: a request's own time-out would only cover its head.
  private static byte[] fetch(URI uri) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", "image/*").build();
    HttpClient client = HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();
    try {
      HttpResponse<byte[]> response =
          client
              .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES))
              .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (response.statusCode() != 200) {
        throw new IOException("the server answered " + response.statusCode());
      }
      return response.body();
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within 30 seconds", e);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } finally {
      client.shutdownNow();
    }
  }
}
