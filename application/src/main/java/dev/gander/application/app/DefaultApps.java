package dev.gander.application.app;

import dev.gander.domain.app.AppName;
import dev.gander.domain.app.AppPage;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// The apps that everybody has.
final class DefaultApps {
  static final AppName CLOCK = new AppName("clock");
  private static final AppName CHAT = new AppName("chat");

  private DefaultApps() {}

  static List<McpApp> all(JsonReader json) {
    return Stream.of(CLOCK, CHAT).map(name -> AppPage.read(page(name), json)).toList();
  }

  /// The document of one of them.
  static String page(AppName name) {
    try (InputStream page = DefaultApps.class.getResourceAsStream(name + ".html")) {
      if (page == null) {
        throw new IllegalStateException(name + ".html is missing from the program");
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
